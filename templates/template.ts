import type { Figure, FlowDocument } from '#engine/graph/flow'
import type { Duration } from '#nodes/sdk/duration'
import type { JsonObject } from '#nodes/sdk/json'

/** What a setting can be set to. */
export type TemplateValue = Duration | number | string | string[]

interface Ask {
  name: string
  label: string
  help: string
  /** Node id and parameter of each place in the flow where the answer goes. */
  places: { node: string; param: string }[]
}

/** Something of the workspace that steps name by its id. */
export type TemplateNeed = Ask & { kind: 'team' | 'queue' | 'rota' }

/** A number, length of time or choice that ops tune. */
export type TemplateSetting = Ask &
  (
    | { kind: 'duration'; /** What most choose. */ common: Duration[] }
    | { kind: 'number'; min: number; max: number }
    | { kind: 'choice'; options: { value: string; label: string }[] }
    | { kind: 'choices'; options: { value: string; label: string }[] }
  )

/** A step of the guided setup: what is asked together. */
export interface TemplateStep {
  title: string
  help: string
  asks: (TemplateNeed | TemplateSetting)[]
}

export interface TemplatePreset {
  name: string
  title: string
  /** A value for each setting. */
  values: Record<string, TemplateValue>
}

/** A situation that the flow is tried in, and what should come of it with the first preset as it is. Read by the server, which knows the form of both. */
export interface TemplateExample {
  name: string
  scenario: object
  expected: object
}

/** What a template is filled with: for each need the id of something that the workspace has. */
export type TemplateReferences = Record<string, string>

/** A ready flow with its reasons: what ops find in the gallery, and what a test compiles and simulates. */
export interface Template {
  name: string
  title: string
  /** In a sentence, for the list. */
  tagline: string
  /** What it does, told as a story in plain words. */
  story: string
  failurePoint: string
  /** What should get better by it. */
  figure: Figure
  /** Everything that must be known, in the order in which the setup asks. */
  steps: TemplateStep[]
  /** The first is what is recommended. */
  presets: TemplatePreset[]
  /** The flow as it is drawn, before anything is filled in. */
  flow: FlowDocument
  sampleEvents: JsonObject[]
  examples: TemplateExample[]
  /** The flow with a preset's values (those of `values` where given) and the workspace's ids filled in. Throws for an unknown preset. */
  build(preset: string, references: TemplateReferences, values?: Record<string, TemplateValue>): FlowDocument
}

export function isNeed(ask: TemplateNeed | TemplateSetting): ask is TemplateNeed {
  return ask.kind === 'team' || ask.kind === 'queue' || ask.kind === 'rota'
}
