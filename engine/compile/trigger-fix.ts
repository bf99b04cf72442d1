import { leadFields } from '#nodes/revops/fields'
import { t } from '#nodes/sdk/t'
import type { SoundNode } from './context'
import type { Fix } from './diagnostic'

/** Has the trigger no longer start on this field, where its settings can say so and others are left. */
export function triggerFix(trigger: SoundNode | undefined, field: string): Fix | undefined {
  if (trigger?.node.type !== 'record-changed-trigger') return undefined
  const { fields } = trigger.params as { fields: string[] }
  const known = fields.length > 0 ? fields : leadFields.filter((each) => each.writable).map((each) => each.path)
  const left = known.filter((each) => each !== field)
  if (left.length === 0) return undefined
  const label = leadFields.find((each) => each.path === field)?.label ?? field
  return { kind: 'set-param', node: trigger.node.id, param: 'fields', value: left, words: t('Do not start on “{field}”', { field: label }) }
}
