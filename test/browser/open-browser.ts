import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { browserLaunchArgs } from '../harness/tools/browser-launch-args'
import { findBrowser } from '../harness/tools/find-browser'

/** Only there to end what hangs: the machine may have much else to do. */
const startsWithinMs = 180_000

export interface OpenBrowser {
  context: BrowserContext
  page: Page
  /** Errors of pages: exceptions, and what they wrote to the console as an error, with the path it is about. */
  problems: string[]
  close(): Promise<void>
}

/** A real browser with a fresh profile. */
export async function openBrowser(viewport = { width: 1440, height: 900 }): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'watertight-browser-'))
  const context = await chromium.launchPersistentContext(profile, { executablePath: await findBrowser(), args: browserLaunchArgs, viewport, timeout: startsWithinMs })
  const page = context.pages()[0] ?? (await context.newPage())
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} at ${pathOf(message.location().url)}`)
  })
  return {
    context, page, problems,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** Without the port, whose digits a test could take for the status that it lets pass. */
const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url)
