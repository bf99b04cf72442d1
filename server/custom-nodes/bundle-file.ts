import { type BuildFailure, build, type Metafile } from 'esbuild'
import { builtinModules } from 'node:module'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeProblem } from './broken-node'

/** Where this installation's sources lie. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Bundled {
  /** CommonJS, everything in it but zod and Node's own modules. */
  text: string
  /** What imports what, by absolute path; what is not a file stands as it was written. */
  imports: { from: string; to: string; isFile: boolean }[]
}

/**
 * Makes one script of a TypeScript file and all that it imports. A script can be run in a bare thread, read again after a
 * change and handed to the browser, none of which a module that Node has loaded once can. Runs nothing of the file.
 */
export async function bundleFile(file: string, base: string): Promise<Bundled> {
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [file], bundle: true, write: false, metafile: true, format: 'cjs', platform: 'neutral', target: 'es2022', mainFields: ['module', 'main'],
      external: ['zod', 'node:*', ...builtinModules], alias: { '#nodes': resolve(root, 'nodes') }, nodePaths: [resolve(root, 'node_modules')], absWorkingDir: root, logLevel: 'silent',
    })
    return { text: outputFiles[0]?.text ?? '', imports: importsOf(metafile) }
  } catch (error) {
    const first = (error as Partial<BuildFailure>).errors?.[0]
    if (!first) throw error
    const place = first.location ? `${relative(base, resolve(root, first.location.file))}:${first.location.line}` : relative(base, file)
    throw new NodeProblem(place, `This is not understood: ${first.text}`)
  }
}

function importsOf({ inputs }: Metafile): Bundled['imports'] {
  return Object.entries(inputs).flatMap(([from, { imports }]) =>
    imports.map((each) => ({ from: resolve(root, from), to: each.external ? withPrefix(each.path) : resolve(root, each.path), isFile: !each.external })),
  )
}

function withPrefix(name: string): string {
  return builtinModules.includes(name) ? `node:${name}` : name
}
