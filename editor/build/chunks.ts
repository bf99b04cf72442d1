import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite'

type Modules = Pick<Rollup.PluginContext, 'getModuleInfo'>

/**
 * Chunks, each with all that its pages import and no chunk before it has: left to itself the bundler makes one for each set of pages that share
 * something, some 120 for a canvas, most of them smaller than what it costs to ask for them.
 */
const chunks: { name: string; of: string[] }[] = [
  // Apart from the entry, which waits for the catalog before it begins the pages: they would wait for it in turn.
  { name: 'words', of: ['/words/load-catalog.ts'] },
  // What a phone loads.
  { name: 'start', of: ['/app/start.tsx', '/app/SignInPage.tsx', '/acks/AckPage.tsx'] },
  { name: 'frame', of: ['/app/Frame.tsx', '/nodes/load-custom-nodes.ts', '/flows/FlowsPage.tsx', '/runs/RunsPage.tsx', '/work/WorkPage.tsx'] },
  { name: 'canvas', of: ['/canvas/FlowPage.tsx'] },
]

/** Groups for the bundler that make `chunks`; `root` is the folder of the editor. */
export function chunkGroups(root: string): { debugName: string; priority: number; name: (id: string, modules: Modules) => string | null }[] {
  return chunks.map(({ name, of }, index) => {
    const entries = of.map((path) => root + path)
    let graph: Set<string> | undefined
    return {
      debugName: name,
      priority: chunks.length - index,
      name: (id, modules) => {
        graph ??= graphOf(entries, modules)
        return graph.has(id) || (index === 0 && isPreloader(id)) ? name : null
      },
    }
  })
}

/** Vite's own module around each import that is fetched later, also those of the entry. */
const isPreloader = (id: string) => id.endsWith('vite/preload-helper.js')

/** Everything that these modules import, themselves included, without what is fetched later. */
function graphOf(entries: string[], modules: Modules): Set<string> {
  const graph = new Set(entries)
  for (const id of graph) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) graph.add(imported)
  return graph
}

const importsOf = (file: Rollup.OutputBundle[string] | undefined) => (file?.type === 'chunk' ? file.imports : [])

/** Lets the browser fetch the code of the pages beside the entry, which asks for it only after the catalog. */
export function preloadStart(): Plugin {
  return {
    name: 'watertight:preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const start = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/app/start.tsx'))
        if (!start) throw new Error('preloadStart: there is no chunk of app/start.tsx')
        const files = new Set([start.fileName])
        for (const file of files) for (const imported of importsOf(bundle[file])) files.add(imported)
        return [...files].filter((file) => !html.includes(file)).map((file): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' }))
      },
    },
  }
}
