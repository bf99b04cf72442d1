import type { CompileContext } from './context'
import type { Diagnostic } from './diagnostic'
import { t } from '#nodes/sdk/t'

/** Third pass: one trigger, everything reachable from it, and no way out that leads nowhere. Paths are shortest ways. */
export function checkReach(context: CompileContext): Diagnostic[] {
  const { flow, sound, leaving, trigger } = context
  const triggers = [...sound.values()].filter((each) => each.definition.family === 'trigger')
  const found: Diagnostic[] = []
  if (triggers.length === 0) found.push({ code: 'no-trigger', severity: 'error', message: t('Nothing starts this flow. Add a trigger and join it to the first step.') })
  for (const extra of triggers.slice(1)) {
    found.push({ code: 'two-triggers', severity: 'error', nodeId: extra.node.id, message: t('“{step}” is a second trigger. A flow has one.', { step: extra.node.label }), fix: { kind: 'remove-node', node: extra.node.id, words: t('Remove it') } })
  }
  if (!trigger) return found

  const paths = shortestPaths(context, trigger)
  for (const node of flow.nodes) {
    if (paths.has(node.id) || triggers.some((each) => each.node.id === node.id)) continue
    found.push({ code: 'unreachable', severity: 'error', nodeId: node.id, message: t('No way leads to “{step}”.', { step: node.label }), fix: { kind: 'remove-node', node: node.id, words: t('Remove the step') } })
  }
  for (const { node, outlets } of sound.values()) {
    const path = paths.get(node.id)
    if (!path) continue
    for (const outlet of outlets) {
      if ((leaving.get(node.id) ?? []).some((edge) => edge.from.outlet === outlet.name)) continue
      found.push({
        code: 'open-outlet', severity: 'error', nodeId: node.id, outlet: outlet.name, path,
        message: outlet.label
          ? t('“{way}” of “{step}” leads nowhere. A lead that gets there would reach nobody.', { way: outlet.label, step: node.label })
          : t('The way out of “{step}” leads nowhere. A lead that gets there would reach nobody.', { step: node.label }),
        fix: { kind: 'connect', from: { node: node.id, outlet: outlet.name }, toType: 'end', words: t('Go on to an end') },
      })
    }
  }
  return found
}

/** Node ids from the trigger to each reachable node, both included. */
function shortestPaths({ leaving }: CompileContext, trigger: string): Map<string, string[]> {
  const cameFrom = new Map<string, string | undefined>([[trigger, undefined]])
  const queue = [trigger]
  for (let index = 0; index < queue.length; index += 1) {
    const here = queue[index] as string
    for (const edge of leaving.get(here) ?? []) {
      if (cameFrom.has(edge.to.node)) continue
      cameFrom.set(edge.to.node, here)
      queue.push(edge.to.node)
    }
  }
  return new Map(queue.map((id) => [id, pathTo(id, cameFrom)]))
}

function pathTo(id: string, cameFrom: Map<string, string | undefined>): string[] {
  const path: string[] = []
  for (let step: string | undefined = id; step !== undefined; step = cameFrom.get(step)) path.push(step)
  return path.reverse()
}
