import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '#engine/temporal-server/cache-folder'
import { findOnPath, isExecutableFile } from '#engine/temporal-server/find-on-path'
import { withProcessLock } from '#engine/temporal-server/process-lock'
import { type OnProgress, withProgress } from '#engine/temporal-server/progress'
import { runCommand } from '#engine/temporal-server/run-command'
import { installBrowserByApt } from './install-browser-by-apt'

const DOWNLOAD_MS = 10 * 60_000

/** Thrown when there is no Chromium and none could be installed; the message names every way, for people. */
export class BrowserNotFoundError extends Error {
  override name = 'BrowserNotFoundError'
}

/**
 * Finds a Chromium for tests, or installs one: `WATERTIGHT_BROWSER`, the places where systems keep it, Playwright's download into
 * our cache (unless PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD is set), and on Debian as root its package. Resolves to the program's path.
 */
export async function findBrowser({ onProgress }: { onProgress?: OnProgress } = {}): Promise<string> {
  const explicit = process.env.WATERTIGHT_BROWSER
  if (explicit) {
    const path = resolve(explicit)
    if (await isExecutableFile(path)) return path
    throw new BrowserNotFoundError(`WATERTIGHT_BROWSER is ${path}, but there is no program.`)
  }
  const present = (await findInstalled()) ?? (await findDownloaded())
  if (present) return present

  return await withProcessLock(
    { file: join(cacheFolder(), 'browser.lock'), onWait: () => onProgress?.('Waiting for a browser, which another process installs') },
    async () => {
      const installed = (await findInstalled()) ?? (await findDownloaded())
      if (installed) return installed
      const reasons: string[] = []

      const noDownload = await downloadByPlaywright(onProgress)
      const downloaded = await findDownloaded()
      if (downloaded) return downloaded
      reasons.push(`download: ${noDownload ?? 'it ended well, but left no program'}`)

      const noPackage = await installBrowserByApt(onProgress)
      const packaged = await findInstalled()
      if (packaged) return packaged
      reasons.push(`package: ${noPackage ?? 'it was installed, but left no program where it belongs'}`)
      throw new BrowserNotFoundError(allWays(reasons))
    },
  )
}

/** Looks where systems keep Chromium and its kin; nothing is run to find out. */
async function findInstalled(): Promise<string | undefined> {
  for (const path of wellKnownPaths()) if (await isExecutableFile(path)) return path
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = await findOnPath(name)
    if (path) return path
  }
  return undefined
}

function wellKnownPaths(): string[] {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    return roots.flatMap((root) => {
      if (!root) return []
      return [join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'), join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe')]
    })
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium']
}

function playwrightEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PLAYWRIGHT_BROWSERS_PATH: join(cacheFolder(), 'browsers') }
}

/** Playwright reads its folder when it is loaded, so it is asked in a process of its own. */
async function findDownloaded(): Promise<string | undefined> {
  if (!existsSync(join(cacheFolder(), 'browsers'))) return undefined
  const { ok, output } = await runCommand(
    process.execPath,
    ['--input-type=module', '--eval', "import { chromium } from 'playwright-core'; console.log(chromium.executablePath())"],
    { cwd: fileURLToPath(new URL('.', import.meta.url)), env: playwrightEnv(), timeoutMs: 30_000 },
  )
  const path = output.split('\n').at(-1) ?? ''
  return ok && (await isExecutableFile(path)) ? path : undefined
}

async function downloadByPlaywright(onProgress?: OnProgress): Promise<string | undefined> {
  if (process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD) return 'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD is set'
  // Not by npx, which could fetch another release of Playwright: the one that is installed knows the browser that fits it.
  const program = fileURLToPath(new URL('../../../node_modules/playwright-core/cli.js', import.meta.url))
  const { ok, output } = await withProgress('Fetching Chromium for tests, once (about 170 MB)', onProgress, () =>
    runCommand(process.execPath, [program, 'install', 'chromium'], { env: playwrightEnv(), timeoutMs: DOWNLOAD_MS }),
  )
  if (ok) return undefined
  return /Error: [^\n]+/.exec(output)?.[0] ?? output.slice(-300)
}

function allWays(reasons: string[]): string {
  return [
    'Browser tests need Chromium, and none was found or could be installed. Any one of these helps:',
    '  - WATERTIGHT_BROWSER=/path/to/chromium to use one that you have',
    '  - install Chromium or Google Chrome with the package manager of your system (Debian: apt-get install chromium)',
    '  - allow access to https://cdn.playwright.dev, from where it is fetched once',
    'What was tried:',
    ...reasons.map((reason) => `  - ${reason}`),
  ].join('\n')
}
