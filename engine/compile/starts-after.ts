import type { RuleGroup } from '#nodes/revops/condition'
import { evaluate } from '#nodes/revops/evaluate-condition'
import type { FieldWrite } from '#nodes/sdk/define-node'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { StartSpec } from '#nodes/sdk/start-spec'

/** The source of changes that flows make; an external source never sends them. */
const internalSource = 'internal'

/** Whether a flow starts once a field has been set: for every lead, for some, or for none. */
export function startsAfter(spec: StartSpec, write: FieldWrite): 'always' | 'maybe' | 'never' {
  if (spec.on !== 'event' || spec.event !== 'lead.updated') return 'never'
  if (spec.source !== undefined && spec.source !== internalSource) return 'never'
  if (spec.fields !== undefined && spec.fields.length > 0 && !spec.fields.includes(write.field)) return 'never'
  const fits = spec.condition ? judge(spec.condition, write) : true
  if (fits === false) return 'never'
  // What waits for something that fails to follow may be cleared in time, and a lead that fits already does not begin to.
  return fits === true && spec.unless === undefined && !spec.crossing ? 'always' : 'maybe'
}

/** The condition where only the field that is set is known: true, false, or undefined where it depends on more. */
function judge(group: RuleGroup, write: FieldWrite): boolean | undefined {
  const verdicts = group.rules.map((rule) => {
    if ('rules' in rule) return judge(rule, write)
    if (rule.field !== write.field || write.value === undefined) return undefined
    return evaluate({ combinator: 'and', rules: [rule] }, recordWith(write.field, write.value)).passed
  })
  const decisive = group.combinator === 'or'
  const whole = verdicts.length === 0 ? true : verdicts.includes(decisive) ? decisive : verdicts.includes(undefined) ? undefined : !decisive
  return whole === undefined ? undefined : whole !== (group.not ?? false)
}

function recordWith(path: string, value: Json): JsonObject {
  return path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject
}
