import { compileFunction, createContext } from 'node:vm'

/** What a script may write to instead of the process's own console. */
export interface ScriptConsole {
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  debug(...values: unknown[]): void
}

/** Where a script runs: among its thread's own globals, or apart, with the language and little else. */
export type Surroundings = 'of-the-thread' | 'apart'

/**
 * Runs a bundled script and gives its default export. It finds no settings: `process` holds nothing but an empty `env`, and
 * what it writes goes to `console`. That keeps mistakes in; it is no wall against malice.
 */
export function evaluateScript(text: string, filename: string, where: Surroundings, provide: { require(name: string): unknown; console: ScriptConsole }): unknown {
  const module: { exports: { default?: unknown } } = { exports: {} }
  const parsingContext = where === 'apart' ? createContext({ console: provide.console, URL, TextEncoder, TextDecoder, structuredClone }) : undefined
  const run = compileFunction(text, ['module', 'exports', 'require', 'console', 'process'], { filename, ...(parsingContext && { parsingContext }) })
  run.call(undefined, module, module.exports, provide.require, provide.console, { env: {} })
  return module.exports.default
}
