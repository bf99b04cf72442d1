// Plain JavaScript, because it is what makes TypeScript run: a process begins with a file that imports its code by this one.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const builds = join(root, 'dist', 'code')

/** Where processes and threads begin. */
const entries = {
  cli: 'server/cli/run-cli.ts',
  worker: 'server/worker.ts',
  'import-thread': 'server/imports/work-in-thread.ts',
  'live-thread': 'server/simulate/live/thread.ts',
  'scenario-thread': 'server/simulate/scenario/scenario-thread.ts',
}
const sources = ['engine', 'nodes', 'server', 'templates', 'package.json', 'package-lock.json', 'tsconfig.base.json']
/** Custom nodes are built one by one, while everything runs; migrations are read where they are. */
const notBuilt = ['nodes/custom', 'server/db/migrations']
/** One that nobody has begun with for so long is removed. */
const unusedForMs = 7 * 24 * 60 * 60_000

export async function importBuilt(name) {
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(join(await builtFolder(), `${name}.js`)).href)
}

/** The name tells what the sources were: those of another moment are built into another folder, and whoever runs keeps the one it began with. */
export async function builtFolder() {
  const folder = join(builds, fingerprint())
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date())
  else await build(folder)
  return folder
}

function fingerprint() {
  const hash = createHash('sha256').update(root)
  for (const each of sources) addTo(hash, each)
  return hash.digest('hex').slice(0, 16)
}

function addTo(hash, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat || notBuilt.includes(path)) return
  if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) addTo(hash, `${path}/${name}`)
  else if (/\.(ts|mjs|cjs|json)$/.test(path) && !path.endsWith('.test.ts')) hash.update(`${path} ${stat.size}\n`).update(readFileSync(join(root, path)))
}

/** Beside its place, and then put there in one go: several processes may do so at once, and any of them may be killed. */
async function build(folder) {
  mkdirSync(builds, { recursive: true })
  for (const name of readdirSync(builds)) {
    const stat = statSync(join(builds, name), { throwIfNoEntry: false })
    if (stat && Date.now() - stat.mtimeMs > unusedForMs) rmSync(join(builds, name), { recursive: true, force: true })
  }
  const partial = mkdtempSync(join(builds, 'partial-'))
  try {
    const esbuild = await import('esbuild')
    await esbuild.build({
      entryPoints: entries, outdir: partial, absWorkingDir: root, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external',
      keepNames: true, sourcemap: true, sourcesContent: false, logLevel: 'error', plugins: [ownUrls],
    })
    try {
      renameSync(partial, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** Files lie beside the sources and not beside what is built of them. */
const ownUrls = {
  name: 'own urls',
  setup(build) {
    build.onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const text = readFileSync(path, 'utf8')
      return text.includes('import.meta.url') ? { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: path.endsWith('.ts') ? 'ts' : 'js' } : undefined
    })
  },
}
