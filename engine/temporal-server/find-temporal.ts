import { join, resolve } from 'node:path'
import { buildTemporal, GO_INSTALL_COMMAND } from './build-temporal'
import { cacheFolder } from './cache-folder'
import { cachedOnce } from './cached-once'
import { downloadBySdk } from './download-by-sdk'
import { findOnPath, isExecutableFile } from './find-on-path'
import { type OnProgress, withProgress } from './progress'
import { isPinnedVersion, readTemporalVersion, TEMPORAL_CLI_VERSION, TEMPORAL_SERVER_VERSION } from './temporal-version'

export interface FoundTemporal {
  path: string
  /** The version of the server inside, which names the folder of its database file. */
  version: string
  how: 'explicit path' | 'cached' | 'downloaded' | 'PATH' | 'built'
}

/** Thrown when no way to a Temporal server is open on this machine; the message names every way, for people. */
export class TemporalNotFoundError extends Error {
  override name = 'TemporalNotFoundError'
}

/**
 * Finds Temporal's own dev server, or fetches or builds it once per user: `WATERTIGHT_TEMPORAL_PATH`, our cache, the SDK's
 * download, PATH, `go install`, in this order. Whether a cluster is used instead (`TEMPORAL_ADDRESS`) is the caller's question.
 * May be called by several processes at once.
 */
export async function findTemporal({ onProgress }: { onProgress?: OnProgress } = {}): Promise<FoundTemporal> {
  const explicit = process.env.WATERTIGHT_TEMPORAL_PATH
  if (explicit) return await takeExplicit(resolve(explicit))

  const folder = join(cacheFolder(), `temporal-cli-${TEMPORAL_CLI_VERSION}`)
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal'
  const cached = join(folder, name)
  const inCache = (how: FoundTemporal['how']): FoundTemporal => ({ path: cached, version: TEMPORAL_SERVER_VERSION, how })
  if (await isExecutableFile(cached)) return inCache('cached')

  let how: FoundTemporal['how'] = 'cached'
  let onPath: string | undefined
  const reasons: string[] = []
  const isThere = await cachedOnce({
    folder,
    waitingFor: 'the Temporal server',
    onProgress,
    make: async (empty) => {
      const noDownload = await withProgress(`Fetching Temporal ${TEMPORAL_CLI_VERSION}, once`, onProgress, () =>
        downloadBySdk({ what: 'cli', version: TEMPORAL_CLI_VERSION, folder: empty, saveAs: name }),
      )
      if (!noDownload) {
        how = 'downloaded'
        return await isRightBinary(join(empty, name), reasons)
      }
      reasons.push(`download: ${noDownload}`)

      onPath = await pinnedOnPath(reasons)
      if (onPath) return false

      const noBuild = await buildTemporal(empty, onProgress)
      if (noBuild) reasons.push(`build: ${noBuild}`)
      how = 'built'
      return !noBuild && (await isRightBinary(join(empty, name), reasons))
    },
  })
  if (onPath) return { path: onPath, version: TEMPORAL_SERVER_VERSION, how: 'PATH' }
  if (isThere && (await isExecutableFile(cached))) return inCache(how)
  if (isThere) reasons.push(`cache: ${folder} holds no program; remove that folder`)
  throw new TemporalNotFoundError(allWays(cached, reasons))
}

async function takeExplicit(path: string): Promise<FoundTemporal> {
  const version = await readTemporalVersion(path)
  if (!version) {
    throw new TemporalNotFoundError(`WATERTIGHT_TEMPORAL_PATH is ${path}, but that is not a Temporal program that runs here.`)
  }
  return { path, version: version.server, how: 'explicit path' }
}

async function pinnedOnPath(reasons: string[]): Promise<string | undefined> {
  const path = await findOnPath('temporal')
  if (!path) {
    reasons.push('PATH: no program named temporal')
    return undefined
  }
  const version = await readTemporalVersion(path)
  if (version && isPinnedVersion(version)) return path
  reasons.push(`PATH: ${path} is ${version ? `version ${version.cli} with server ${version.server}` : 'not a Temporal program'}`)
  return undefined
}

async function isRightBinary(path: string, reasons: string[]): Promise<boolean> {
  const version = await readTemporalVersion(path)
  if (version && isPinnedVersion(version)) return true
  reasons.push(version ? `got version ${version.cli} with server ${version.server}` : 'the program that arrived does not run here')
  return false
}

function allWays(cached: string, reasons: string[]): string {
  return [
    `Watertight needs the Temporal server ${TEMPORAL_CLI_VERSION} and found none on this machine. Any one of these helps:`,
    '  - TEMPORAL_ADDRESS=host:7233 to use a Temporal cluster that already runs',
    `  - WATERTIGHT_TEMPORAL_PATH=/path/to/temporal to use a program you have (get it from https://github.com/temporalio/cli/releases/tag/v${TEMPORAL_CLI_VERSION})`,
    `  - put that program at ${cached}`,
    '  - allow access to https://temporal.download, from where it is fetched once',
    `  - put temporal ${TEMPORAL_CLI_VERSION} on PATH`,
    `  - install Go (https://go.dev/dl) and start again, which runs: ${GO_INSTALL_COMMAND}`,
    'What was tried:',
    ...reasons.map((reason) => `  - ${reason}`),
  ].join('\n')
}
