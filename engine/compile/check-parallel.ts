import type { CompileContext } from './context'
import type { Diagnostic } from './diagnostic'
import { t } from '#nodes/sdk/t'

/** More ways of getting to one step than this are not told apart any further. */
const maxContexts = 64

interface Standing {
  id: string
  /** The forks that are open here, the innermost last. */
  forks: string[]
  /** Node ids from the trigger to here. */
  path: string[]
}

/**
 * Forks and joins: every join collects the branches of one fork, every branch that does not end comes to the same join, and
 * no branch leads back before its fork. Walks every step once for each set of forks that may be open there.
 */
export function checkParallel(context: CompileContext): Diagnostic[] {
  const { trigger, sound, leaving } = context
  if (!trigger) return []
  const opOf = (id: string) => {
    const node = sound.get(id)
    return node?.definition.lower(node.params).op
  }
  const label = (id: string) => sound.get(id)?.node.label ?? id
  const found = new Map<string, Diagnostic>()
  const report = (diagnostic: Diagnostic) => {
    const key = `${diagnostic.code} ${diagnostic.nodeId}`
    if (!found.has(key)) found.set(key, diagnostic)
  }
  const joinOf = new Map<string, string>()
  const seen = new Map<string, Set<string>>()
  const left: Standing[] = [{ id: trigger, forks: [], path: [trigger] }]
  for (let at = left.shift(); at; at = left.shift()) {
    const { id, path } = at
    const known = seen.get(id) ?? new Set()
    const key = at.forks.join(' ')
    if (known.has(key) || known.size >= maxContexts) continue
    seen.set(id, known.add(key))
    let forks = at.forks
    switch (opOf(id)) {
      case 'fork':
        if (forks.includes(id)) {
          report({
            code: 'branch-goes-back', severity: 'error', nodeId: id, path,
            message: t('A branch of “{step}” leads back to it without coming to a join first: it would split again and again. End the branch, or join it before.', { step: label(id) }),
          })
          continue
        }
        forks = [...forks, id]
        break
      case 'join': {
        const fork = forks.at(-1)
        if (fork === undefined) {
          report({
            code: 'join-without-fork', severity: 'error', nodeId: id, path,
            message: t('“{step}” collects branches, but on this way nothing was split before it. It would never have anything to wait for.', { step: label(id) }),
            fix: { kind: 'remove-node', node: id, words: t('Remove the join') },
          })
          continue
        }
        const other = joinOf.get(fork)
        if (other !== undefined && other !== id) {
          report({
            code: 'join-incomplete', severity: 'error', nodeId: id, path,
            message: t('The branches of “{step}” come to two joins, “{one}” and “{other}”; neither would get all of them. Lead them to one, or split again within.', { step: label(fork), one: label(other), other: label(id) }),
          })
          continue
        }
        joinOf.set(fork, id)
        forks = forks.slice(0, -1)
        break
      }
      default:
    }
    for (const edge of leaving.get(id) ?? []) left.push({ id: edge.to.node, forks, path: [...path, edge.to.node] })
  }
  for (const { node, definition, params } of sound.values()) {
    if (definition.lower(params).op !== 'fork' || !seen.has(node.id)) continue
    if (new Set((leaving.get(node.id) ?? []).map((edge) => edge.from.outlet)).size < 2) {
      report({ code: 'fork-of-one', severity: 'warning', nodeId: node.id, message: t('“{step}” leads only one way, so nothing happens at the same time.', { step: node.label }) })
    }
  }
  return [...found.values()]
}
