import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withProcessLock } from '#engine/temporal-server/process-lock'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the built editor lies. */
export const editorFolder = join(root, 'dist', 'editor')

/** Builds the editor when it was never built, or when its sources are newer than what was built. Several processes may ask at once: one builds, the others wait. */
export async function buildEditor(say: (line: string) => void): Promise<void> {
  if (isBuilt()) return
  await withProcessLock({ file: join(root, 'dist', 'editor.lock') }, async () => {
    if (isBuilt()) return
    say('Building the pages, once (a few seconds) …')
    const { build } = await import('vite')
    await build({ root: join(root, 'editor'), configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  })
}

function isBuilt(): boolean {
  const built = join(editorFolder, 'index.html')
  // Custom nodes are no part of what is built: pages fetch their definitions.
  const sources = ['editor', 'nodes/definitions.ts', 'nodes/library', 'nodes/revops', 'nodes/sdk', 'engine/graph', 'engine/compile', 'engine/advance', 'vite.config.ts', 'package-lock.json']
  return existsSync(built) && newest(sources.map((each) => join(root, each))) <= statSync(built).mtimeMs
}

function newest(paths: string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      if (!existsSync(path)) return 0
      const stat = statSync(path)
      return stat.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs
    }),
  )
}
