import { readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command'

const WHOLE_MS = 15 * 60_000
/** The SDK's client waits for ever on a network that swallows packets; a download that stands still this long is given up. */
const STALLED_MS = 20_000

interface SdkDownload {
  what: 'cli' | 'test-server'
  /** As in the release's tag, without the v. */
  version: string
  folder: string
  /** The name that the binary shall have in the folder. */
  saveAs: string
}

/**
 * Lets the SDK fetch Temporal's own release binary from temporal.download. Resolves to undefined when the file is there, else
 * to the reason why not. Whether the server could also be started then does not matter.
 */
export async function downloadBySdk({ what, version, folder, saveAs }: SdkDownload): Promise<string | undefined> {
  const stalled = new AbortController()
  const stopWatching = watchHeadway(folder, () => stalled.abort())
  const script = fileURLToPath(new URL('./sdk-download.mjs', import.meta.url))
  const { output } = await runCommand(process.execPath, [script, what, `v${version}`, folder], {
    timeoutMs: WHOLE_MS,
    signal: stalled.signal,
  })
  stopWatching()

  // While it is incomplete the SDK calls the file `….downloading`, so an exact name is a whole file.
  const prefix = what === 'cli' ? 'temporal' : 'temporal-test-server'
  const downloaded = join(folder, `${prefix}-v${version}${process.platform === 'win32' ? '.exe' : ''}`)
  try {
    await rename(downloaded, join(folder, saveAs))
    return undefined
  } catch {
    if (stalled.signal.aborted) return `no data from temporal.download for ${STALLED_MS / 1000} s`
    return /(dns error|tcp connect error|HTTP status[^\n]*|invalid ephemeral[^\n]*)/.exec(output)?.[1] ?? (output.slice(-300) || 'no reason given')
  }
}

function watchHeadway(folder: string, onStalled: () => void): () => void {
  let lastSize = -1
  let movedAt = Date.now()
  const timer = setInterval(async () => {
    const size = await sizeOf(folder).catch(() => lastSize)
    if (size !== lastSize) movedAt = Date.now()
    lastSize = size
    if (Date.now() - movedAt > STALLED_MS) onStalled()
  }, 1_000)
  return () => clearInterval(timer)
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0
  for (const name of await readdir(folder)) total += (await stat(join(folder, name))).size
  return total
}
