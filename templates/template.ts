import type { FlowDocument } from '#engine/graph/flow'
import type { Duration } from '#nodes/sdk/duration'
import type { JsonObject } from '#nodes/sdk/json'

/** A number, length of time or choice of a template that ops tune, and where it goes in the flow. */
export interface TemplateSetting {
  name: string
  label: string
  help: string
  /** Node id and parameter of each place. */
  places: { node: string; param: string }[]
}

export interface TemplatePreset {
  name: string
  title: string
  values: Record<string, Duration | number>
}

/** What a template is filled with: ids of the workspace that its steps name. */
export interface TemplateReferences {
  team: string
  queue: string
  rota: string
}

/** A ready flow with its reasons: what ops find in the gallery, and what a test compiles and simulates. */
export interface Template {
  name: string
  title: string
  /** What it does, told as a story in plain words. */
  story: string
  failurePoint: string
  settings: TemplateSetting[]
  presets: TemplatePreset[]
  sampleEvents: JsonObject[]
  /** The flow with a preset's values and the workspace's ids filled in. Throws for an unknown preset. */
  build(preset: string, references: TemplateReferences): FlowDocument
}
