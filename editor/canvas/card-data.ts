import type { NoteColour } from '#engine/graph/flow'
import type { Outlet } from '#nodes/sdk/define-node'
import type { Edge, Node } from '@xyflow/react'
import { t } from '../words/t'
import type { NodeView } from './node-view'
import type { Side } from './route-ways'

/** How a node stands in one run. */
export interface RunLook {
  state: 'taken' | 'now' | 'failed' | 'not-reached'
  /** What happened here in words; the summary of the settings stands in for it when there is nothing to say. */
  sentence: string | null
  visits: number
  dueAt: number | null
}

/** What became of a step between two versions. */
export type Mark = 'added' | 'removed' | 'changed' | 'moved'

export const markWords: Record<Mark, string> = { added: t('New'), removed: t('Gone'), changed: t('Changed'), moved: t('Moved') }

/** What a card shows. Fields are compared one by one to spare drawing, so keep them flat and stable. */
export interface CardData extends Record<string, unknown> {
  label: string
  type: string
  view: NodeView
  /** Ways out that lead nowhere yet. */
  open: readonly Outlet[]
  errors: number
  warnings: number
  waiting: number
  run: RunLook | undefined
  /** What became of it between two versions. */
  mark: Mark | undefined
  isReadOnly: boolean
}

export interface WayData extends Record<string, unknown> {
  side: Side
  lane: number
  via: number | undefined
  wordsAt: number | undefined
  label: string
  look: 'plain' | 'taken' | 'faint' | 'problem'
  /** How often a run went this way, when more than once. */
  times: number
  isReadOnly: boolean
}

/** What a note shows. */
export interface NoteData extends Record<string, unknown> {
  text: string
  colour: NoteColour
  isWriting: boolean
  isReadOnly: boolean
}

/** What the frame of an open group shows. */
export interface FrameData extends Record<string, unknown> {
  name: string
  isChosen: boolean
  isWriting: boolean
  isReadOnly: boolean
}

/** What a folded group shows. */
export interface FoldedData extends Record<string, unknown> {
  name: string
  steps: number
  errors: number
  warnings: number
  waiting: number
  /** The lines that leave it, each by its id, and the sides at which they do. */
  outIds: string[]
  outSides: Side[]
  isWriting: boolean
}

export type CardNode = Node<CardData, 'card'>
export type NoteNode = Node<NoteData, 'note'>
export type FrameNode = Node<FrameData, 'frame'>
export type FoldedNode = Node<FoldedData, 'folded'>
/** All that stands on a canvas. */
export type CanvasNode = CardNode | NoteNode | FrameNode | FoldedNode
export type WayEdge = Edge<WayData, 'way'>

export const cardSize = { width: 240, height: 66 }
