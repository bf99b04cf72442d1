import { setTimeout as sleep } from 'node:timers/promises'
import { findOnPath } from '#engine/temporal-server/find-on-path'
import { type OnProgress, withProgress } from '#engine/temporal-server/progress'
import { runCommand } from '#engine/temporal-server/run-command'

const WHOLE_MS = 15 * 60_000
const LOCK_PATIENCE_MS = 10 * 60_000

/** Installs Debian's own Chromium package. Resolves to undefined when that went well, else to the reason why not. */
export async function installBrowserByApt(onProgress?: OnProgress): Promise<string | undefined> {
  const apt = process.platform === 'linux' ? await findOnPath('apt-get') : undefined
  if (!apt) return 'this system has no apt-get'
  if (process.getuid?.() !== 0) return 'only root may install packages (sudo apt-get install chromium)'
  return await withProgress('Installing Chromium from Debian, once', onProgress, async () => {
    // Without fresh lists an old container asks for versions that the mirror no longer has; if that fails the old lists may do.
    await runApt(apt, ['update'])
    const { ok, output } = await runApt(apt, ['install', '--yes', 'chromium'])
    return ok ? undefined : `apt-get failed: ${output.slice(-400)}`
  })
}

/** Another apt may be at work: its option waits for dpkg's lock only, not for the one of the lists. */
async function runApt(apt: string, args: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const until = Date.now() + LOCK_PATIENCE_MS
  for (;;) {
    const result = await runCommand(apt, ['-o', `DPkg::Lock::Timeout=${LOCK_PATIENCE_MS / 1000}`, ...args], { env, timeoutMs: WHOLE_MS })
    if (result.ok || !result.output.includes('Could not get lock') || Date.now() > until) return result
    await sleep(2_000)
  }
}
