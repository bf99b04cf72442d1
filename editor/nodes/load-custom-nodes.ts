import '../app/no-eval'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import type { NodeModule } from '../api/types'
import { guardParams } from './guard-params'
import { addDefinition } from './registry'
import { t } from '#nodes/sdk/t'

/** Custom nodes as this page has them, from when it was opened on. */
export interface LoadedNodes {
  modules: NodeModule[]
  /** Sound on the server, and yet not to be loaded here. */
  failed: { type: string; message: string }[]
}

type DefinitionModule = { default: NodeDefinition }

let loaded: LoadedNodes = { modules: [], failed: [] }
let loading: Promise<void> | undefined

export function loadedNodes(): LoadedNodes {
  return loaded
}

/**
 * Fetches the definitions of custom nodes, once for a page: what changes later is told of, and taken in by a reload. Never
 * fails: one that cannot be loaded is left out and named, and without an answer the next call tries again.
 */
export function loadCustomNodes(ask: () => Promise<{ modules: NodeModule[] }>): Promise<void> {
  loading ??= ask()
    .then(async ({ modules }) => {
      const failed = await loadAll(modules)
      loaded = { modules, failed }
    })
    .catch(() => {
      loading = undefined
    })
  return loading
}

async function loadAll(modules: NodeModule[]): Promise<LoadedNodes['failed']> {
  const results = await Promise.all(
    modules.map(async ({ type, path }) => {
      try {
        const { default: definition } = (await import(/* @vite-ignore */ path)) as DefinitionModule
        addDefinition(guardParams(definition))
        return undefined
      } catch (error) {
        return { type, message: t('It cannot be loaded in a browser: {problem}', { problem: error instanceof Error ? error.message : String(error) }) }
      }
    }),
  )
  return results.filter((each) => each !== undefined)
}
