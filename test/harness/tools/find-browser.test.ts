import { execFileSync } from 'node:child_process'
import { afterEach, expect, it, vi } from 'vitest'
import { browserLaunchArgs } from './browser-launch-args'
import { BrowserNotFoundError, findBrowser } from './find-browser'

const INSTALL_MS = 15 * 60_000
const LAUNCH_MS = 60_000

afterEach(() => vi.unstubAllEnvs())

it('finds a browser that renders a page with our arguments', { timeout: INSTALL_MS }, async () => {
  const path = await findBrowser({ onProgress: console.log })
  const page = 'data:text/html,<title>x</title><script>document.title = 6 * 7</script>'
  const html = execFileSync(path, [...browserLaunchArgs, '--dump-dom', page], { stdio: 'pipe', timeout: LAUNCH_MS }).toString()
  expect(html).toContain('<title>42</title>')
})

it('takes WATERTIGHT_BROWSER before everything else', async () => {
  vi.stubEnv('WATERTIGHT_BROWSER', process.execPath)
  expect(await findBrowser()).toBe(process.execPath)
})

it('says so when WATERTIGHT_BROWSER is wrong', async () => {
  vi.stubEnv('WATERTIGHT_BROWSER', '/nowhere/chromium')
  await expect(findBrowser()).rejects.toThrow(BrowserNotFoundError)
})
