import type { Plugin } from 'vite'

/** What must never reach a browser, by resolved module id. The words stand in the error message. */
const forbidden: { pattern: RegExp; words: string }[] = [
  { pattern: /\/server\//, words: 'server code' },
  { pattern: /\/engine\/(workflows|activities|temporal-server|simulate)\//, words: 'code of the engine that runs on a server' },
  { pattern: /\/engine\/(worker|client)\.[cm]?tsx?$/, words: 'code of the engine that runs on a server' },
  { pattern: /\/nodes\/(?:.*\/)?(activity|activities)\.[cm]?tsx?$/, words: 'a node’s effects' },
  { pattern: /^(node:|__vite-browser-external)/, words: 'a module that only Node has' },
]

/** Why a module must stay out of the browser; undefined when it may come in. */
export function whyForbidden(id: string): string | undefined {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '').split('?')[0] ?? id
  if (path.includes('/node_modules/')) return undefined
  return forbidden.find((each) => each.pattern.test(path))?.words
}

/** The shortest way from an entry to `target`, both included, along who imports whom. */
export function importChain(target: string, importersOf: (id: string) => readonly string[]): string[] {
  const cameFrom = new Map<string, string | undefined>([[target, undefined]])
  const queue = [target]
  for (let index = 0; index < queue.length; index += 1) {
    const here = queue[index] as string
    const importers = importersOf(here)
    if (importers.length === 0) return walkBack(here, cameFrom)
    for (const importer of importers) {
      if (cameFrom.has(importer)) continue
      cameFrom.set(importer, here)
      queue.push(importer)
    }
  }
  return [target]
}

function walkBack(entry: string, cameFrom: Map<string, string | undefined>): string[] {
  const chain: string[] = []
  for (let id: string | undefined = entry; id !== undefined; id = cameFrom.get(id)) chain.push(id)
  return chain
}

/**
 * Fails the build when a module that may only run on a server is in the browser's module graph, and names the chain of
 * imports that brought it there. Looks at resolved ids, so a type-only import (erased before the graph exists) is fine.
 */
export function guardBrowserCode(): Plugin {
  return {
    name: 'watertight:guard-browser-code',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      // Vite replaces Node's modules by empty ones; here they are kept under their own name, so that the chain names them.
      handler(source, importer) {
        if (!source.startsWith('node:') || !importer || importer.includes('/node_modules/')) return undefined
        return { id: source, external: false }
      },
    },
    load(id) {
      return id.startsWith('node:') ? { code: 'export default {}', moduleSideEffects: true } : undefined
    },
    buildEnd(error) {
      if (error) return
      for (const id of this.getModuleIds()) {
        const why = whyForbidden(id)
        if (!why) continue
        const chain = importChain(id, (each) => {
          const module = this.getModuleInfo(each)
          return module ? [...module.importers, ...module.dynamicImporters] : []
        })
        this.error(`The browser must not get ${why}:\n  ${chain.join('\n  imports ')}`)
      }
    },
  }
}
