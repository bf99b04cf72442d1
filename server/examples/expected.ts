import { isDeepStrictEqual } from 'node:util'
import type { Outcome } from '../simulate/scenario/outcome'

/** What should come of an example: the way taken, how it ends, who gets it, who is told. */
export type Expected = Pick<Outcome, 'state' | 'endReason' | 'way' | 'owner'> & { messages: Pick<Outcome['messages'][number], 'nodeId' | 'channel' | 'to'>[] }

/** Where an outcome is not what was expected. */
export type Difference =
  | { kind: 'way'; expected: Outcome['way'][number] | null; found: Outcome['way'][number] | null }
  | { kind: 'end'; expected: Pick<Outcome, 'state' | 'endReason'>; found: Pick<Outcome, 'state' | 'endReason'> }
  | { kind: 'owner'; expected: string | null; found: string | null }
  | { kind: 'messages'; missing: Expected['messages']; more: Expected['messages'] }

/** What of an outcome is held against later ones. */
export function expectedOf({ state, endReason, way, owner, messages }: Outcome): Expected {
  return { state, endReason, way, owner, messages: messages.map(({ nodeId, channel, to }) => ({ nodeId, channel, to })) }
}

/** Every respect in which the outcome differs; of the way only the first place, as all that follows it differs too. */
export function compareOutcome(expected: Expected, outcome: Outcome): Difference[] {
  const found = expectedOf(outcome)
  const differences: Difference[] = []
  const parting = Array.from({ length: Math.max(expected.way.length, found.way.length) }, (_, index) => index).find((index) => !isDeepStrictEqual(expected.way[index], found.way[index]))
  if (parting !== undefined) differences.push({ kind: 'way', expected: expected.way[parting] ?? null, found: found.way[parting] ?? null })
  if (expected.state !== found.state || expected.endReason !== found.endReason) {
    differences.push({ kind: 'end', expected: { state: expected.state, endReason: expected.endReason }, found: { state: found.state, endReason: found.endReason } })
  }
  if (expected.owner !== found.owner) differences.push({ kind: 'owner', expected: expected.owner, found: found.owner })
  const missing = without(expected.messages, found.messages)
  const more = without(found.messages, expected.messages)
  if (missing.length + more.length > 0) differences.push({ kind: 'messages', missing, more })
  return differences
}

/** What is in the first list and not in the second, each as often as it is too many. */
function without(messages: Expected['messages'], others: Expected['messages']): Expected['messages'] {
  const left = others.map((each) => JSON.stringify(each))
  return messages.filter((each) => {
    const at = left.indexOf(JSON.stringify(each))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
