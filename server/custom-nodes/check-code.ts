import type { CodeKind } from './check-definition'

/** Functions that each kind of code must have; `run` is the default export itself. */
export const methodsOf = {
  branch: ['run'], records: ['run'], sleep: ['run'], list: ['run'], effect: ['items', 'request', 'outcome'], await: ['open', 'close'],
} as const satisfies Record<CodeKind, readonly string[]>

export type CodeMethod = (typeof methodsOf)[CodeKind][number]

/** The functions of a node's code by name. Throws an Error in words for the author when one is missing. */
export function codeMethods(value: unknown, kind: CodeKind): Record<string, (...args: unknown[]) => unknown> {
  const holder = typeof value === 'function' ? { run: value } : typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const wanted: readonly string[] = methodsOf[kind]
  const missing = wanted.filter((name) => typeof (holder as Record<string, unknown>)[name] !== 'function')
  if (missing.length > 0) {
    throw new Error(
      wanted[0] === 'run'
        ? `Its default export must be a function of the step’s context, for a node that lowers to ${kind}.`
        : `Its default export must be an object with ${wanted.join(', ')}; ${missing.join(', ')} is missing.`,
    )
  }
  return Object.fromEntries(wanted.map((name) => [name, (...args: unknown[]) => ((holder as Record<string, (...args: unknown[]) => unknown>)[name] as (...args: unknown[]) => unknown).apply(holder, args)]))
}
