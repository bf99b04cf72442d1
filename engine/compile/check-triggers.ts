import { findField } from '#nodes/revops/fields'
import type { FieldWrite } from '#nodes/sdk/define-node'
import type { StartSpec } from '#nodes/sdk/start-spec'
import type { CompileContext, SoundNode } from './context'
import type { Diagnostic } from './diagnostic'
import { findCircle, type Hop, type LinkedFlow } from './flow-circles'
import { triggerFix } from './trigger-fix'
import { t } from '#nodes/sdk/t'

/** What a flow does to other flows and they to it: what starts it, which fields it sets, which flows it calls. */
export function reachOf({ sound, trigger }: CompileContext): { startsOn: StartSpec[]; writes: FieldWrite[]; calls: string[] } {
  const start = trigger === undefined ? undefined : sound.get(trigger)
  const spec = start?.definition.startsOn?.(start.params)
  return {
    startsOn: spec ? [spec].flat() : [],
    writes: [...sound.values()].flatMap(({ definition, params }) => definition.writes?.(params) ?? []),
    calls: [...new Set([...sound.values()].flatMap(callsOf))],
  }
}

/** Sixth pass: the source that a trigger names exists, and the flow does not start itself, by whatever flows lie between. */
export function checkTriggers(context: CompileContext): Diagnostic[] {
  return [...checkSources(context), ...checkCircles(context)]
}

function checkSources({ sound, references }: CompileContext): Diagnostic[] {
  const known = references?.sources
  if (!known) return []
  return [...sound.values()].flatMap(({ node, definition, params }): Diagnostic[] => {
    const { source } = params as { source?: unknown }
    if (definition.family !== 'trigger' || typeof source !== 'string' || known.includes(source)) return []
    const step = node.label
    const message = source === '' ? t('“{step}”: choose a source.', { step }) : t('“{step}”: choose another source; this one does not exist here.', { step })
    return [{ code: 'missing-reference', severity: 'error', nodeId: node.id, param: 'source', message }]
  })
}

function checkCircles(context: CompileContext): Diagnostic[] {
  const { references, trigger } = context
  if (!references?.flows) return []
  const { startsOn, writes, calls } = reachOf(context)
  const self: LinkedFlow = { id: references.flowId ?? '', name: 'this flow', triggers: startsOn, writes, calls }
  const all = [self, ...references.flows.filter((flow) => flow.id !== self.id)]

  const called = findCircle(all, self, (hop) => hop.by === 'call')
  if (called) {
    const caller = nodeOf(context, called[0])
    return [
      {
        code: 'calls-itself', severity: 'error', ...(caller && { nodeId: caller.node.id, fix: { kind: 'remove-node', node: caller.node.id, words: t('Remove the step that runs it') } }),
        message: t('{circle}. Every run would start another one, without end. Take one of these steps out.', { circle: inWords(called, caller) }),
      },
    ]
  }
  const certain = findCircle(all, self, (hop) => hop.isCertain)
  const circle = certain ?? findCircle(all, self, () => true)
  if (!circle) return []
  const writer = nodeOf(context, circle[0])
  const last = circle.at(-1)
  const fix = last?.by === 'write' && trigger !== undefined ? triggerFix(context.sound.get(trigger), last.write.field) : undefined
  return [
    {
      code: 'starts-itself', severity: certain ? 'error' : 'warning', ...(writer && { nodeId: writer.node.id }),
      message: certain
        ? t('{circle}. Its runs would start one another until they are stopped. Start on other fields, or give the trigger a condition that this value does not fit.', { circle: inWords(circle, writer) })
        : t('{circle}, depending on the values. Runs that start one another are stopped after ten; make sure that the condition no longer fits once the field is set.', { circle: inWords(circle, writer) }),
      ...(fix && { fix }),
    },
  ]
}

/** The step of this flow from which the circle sets out. */
function nodeOf({ sound }: CompileContext, hop: Hop | undefined): SoundNode | undefined {
  if (!hop) return undefined
  const isSame = (write: FieldWrite, wanted: FieldWrite) => write.field === wanted.field && JSON.stringify(write.value) === JSON.stringify(wanted.value)
  return [...sound.values()].find((each) =>
    hop.by === 'call' ? callsOf(each).includes(hop.to.id) : (each.definition.writes?.(each.params) ?? []).some((write) => isSame(write, hop.write)),
  )
}

/** "“Rate it” sets “Score”, which starts “B”; “B” sets “Note”, which starts this flow again". */
function inWords(circle: Hop[], first: SoundNode | undefined): string {
  const isLast = (index: number) => index === circle.length - 1
  return circle
    .map((hop, index) => {
      const who = index === 0 ? `“${first?.node.label ?? t('A step')}”` : `“${hop.from.name}”`
      const whom = isLast(index) ? t('this flow again') : `“${hop.to.name}”`
      return hop.by === 'call' ? t('{who} runs {whom}', { who, whom }) : t('{who} sets “{field}”, which starts {whom}', { who, whom, field: findField(hop.write.field)?.label ?? hop.write.field })
    })
    .join('; ')
}

function callsOf({ definition, params }: SoundNode): string[] {
  return definition.calls?.(params) ?? []
}
