import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { isNeed, type Template, type TemplateValue } from '#templates/template'
import type { Places } from '../api/types'
import { needsOf, recommended } from './needs'

/** What somebody has answered in a template's setup so far. What is not in here is as recommended. */
export interface Answers {
  preset?: string
  values?: Record<string, TemplateValue>
  references?: Record<string, string>
}

/** Answers of setups that are under way, by template. They outlive going back and forth, and a reload of the tab. */
export const useAnswers = create<{ of: Record<string, Answers> }>()(persist(() => ({ of: {} }), { name: 'watertight.setup', storage: createJSONStorage(() => sessionStorage) }))

export function answer(template: string, change: Answers): void {
  useAnswers.setState(({ of }) => {
    const before = of[template] ?? {}
    return { of: { ...of, [template]: { ...before, ...change, values: { ...before.values, ...change.values }, references: { ...before.references, ...change.references } } } }
  })
}

/** A preset takes the place of all settings that were made before. */
export function choosePreset(template: string, preset: string): void {
  useAnswers.setState(({ of }) => ({ of: { ...of, [template]: { ...of[template], preset, values: {} } } }))
}

export function forgetAnswers(template: string): void {
  useAnswers.setState(({ of: { [template]: _, ...rest } }) => ({ of: rest }))
}

export interface Settled {
  preset: string
  values: Record<string, TemplateValue>
  references: Record<string, string>
}

/** Every answer of a setup: what was answered, else the preset's and what is recommended. Something that is gone meanwhile is asked again. */
export function settle(template: Template, answers: Answers, places: Places): Settled {
  const preset = template.presets.find((each) => each.name === answers.preset) ?? template.presets[0]
  const { references } = places
  const here = new Set([...references.teams, ...references.queues, ...references.rotas].map(({ id }) => id))
  const chosen = Object.fromEntries(needsOf(template).flatMap(({ name }) => (answers.references?.[name] !== undefined && here.has(answers.references[name]) ? [[name, answers.references[name]]] : [])))
  const settings = new Set(template.steps.flatMap((step) => step.asks.filter((ask) => !isNeed(ask)).map((ask) => ask.name)))
  const own = Object.fromEntries(Object.entries(answers.values ?? {}).filter(([name]) => settings.has(name)))
  return { preset: preset?.name ?? '', values: { ...preset?.values, ...own }, references: { ...recommended(template, places), ...chosen } }
}
