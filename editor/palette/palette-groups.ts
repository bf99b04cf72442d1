import { registry } from '../nodes/registry'
import type { Family, NodeDefinition } from '#nodes/sdk/define-node'
import { t } from '../words/t'

export const familyWords: Record<Family, string> = {
  trigger: t('Trigger'),
  condition: t('Condition'),
  routing: t('Routing'),
  people: t('People'),
  wait: t('Wait'),
  message: t('Message'),
  record: t('Record'),
  control: t('Control'),
  end: t('End'),
}

export interface PaletteGroup {
  family: Family
  words: string
  definitions: NodeDefinition[]
}

/** All node types by family, in the order in which a flow is usually built. */
export function paletteGroups(): PaletteGroup[] {
  return (Object.keys(familyWords) as Family[])
    .map((family) => ({ family, words: familyWords[family], definitions: Object.values(registry).filter((definition) => definition.family === family) }))
    .filter((group) => group.definitions.length > 0)
}

/** The groups with only what matches a search; all of them for an empty one. */
export function searchGroups(text: string): PaletteGroup[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return paletteGroups()
  const matches = (definition: NodeDefinition, group: PaletteGroup) => `${definition.title} ${definition.description} ${group.words}`.toLowerCase().includes(wanted)
  return paletteGroups().map((group) => ({ ...group, definitions: group.definitions.filter((each) => matches(each, group)) })).filter((group) => group.definitions.length > 0)
}
