import { type FlowNote, maxGroups, maxNotes } from '#engine/graph/flow'
import type { StateCreator } from 'zustand'
import { t } from '../../words/t'
import { newId } from '../new-id'
import type { FlowState } from './flow-store'
import { withGroup, withGroupChange, withoutGroups } from './group-changes'
import { makeNote, withNote, withNoteChange } from './note-changes'

/** What is written on the canvas around the steps, and has no part in what the flow does: notes and groups. */
export interface AnnotationSlice {
  /** Puts an empty note down, chooses it and begins to write in it. Throws, in words, when there are too many. */
  addNote(position: { x: number; y: number }): string
  setNote(id: string, change: Partial<Omit<FlowNote, 'id'>>): void
  /** Groups steps, and begins to write the group's name. Throws, in words, when there are too many. */
  group(nodes: readonly string[], name: string): string
  renameGroup(id: string, name: string): void
  foldGroup(id: string, collapsed: boolean): void
  ungroup(ids: readonly string[]): void
}

export const createAnnotationSlice: StateCreator<FlowState, [], [], AnnotationSlice> = (_set, get) => ({
  addNote(position) {
    if (get().document.notes.length >= maxNotes) throw new Error(t('A flow has at most {most} notes. Remove one that nobody needs any more.', { most: maxNotes }))
    const note = makeNote(position)
    get().change((old) => withNote(old, note))
    get().select([], [], [note.id])
    get().write({ kind: 'note', id: note.id })
    return note.id
  },
  setNote: (id, change) => get().change((old) => withNoteChange(old, id, change), change.text === undefined ? undefined : `note.${id}.text`),
  group(nodes, name) {
    const { document } = get()
    const taken = new Set(nodes)
    // Groups that lose all their steps to the new one make room for it.
    if (document.groups.filter((group) => group.nodes.some((id) => !taken.has(id))).length >= maxGroups) throw new Error(t('A flow has at most {most} groups. Take one apart that nobody needs any more.', { most: maxGroups }))
    const id = newId()
    get().change((old) => withGroup(old, { id, name, nodes: [...nodes], collapsed: false }))
    get().write({ kind: 'group', id })
    return id
  },
  renameGroup: (id, name) => get().change((old) => withGroupChange(old, id, { name })),
  foldGroup: (id, collapsed) => get().change((old) => withGroupChange(old, id, { collapsed })),
  ungroup: (ids) => ids.length > 0 && get().change((old) => withoutGroups(old, ids)),
})
