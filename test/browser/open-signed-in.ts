import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { type OpenBrowser, openBrowser } from './open-browser'

export interface SignedIn {
  stack: Stack
  browser: OpenBrowser
  stop(): Promise<void>
}

/** The real stack with the sample workspace, and a browser in which its owner is signed in, on the list of flows. */
export async function openSignedIn(viewport?: { width: number; height: number }): Promise<SignedIn> {
  const stack = await startStack({ smtpUrl: '', env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_SMTP_URL: '' }, prepare: () => undefined })
  let browser: OpenBrowser | undefined
  async function stop(): Promise<void> {
    await browser?.close()
    await stack.stop()
    stack.remove()
  }
  try {
    browser = await openBrowser(viewport)
    const link = await until('the link', 60_000, () => /http:\/\/\S+\/welcome\/\S+/.exec(stack.log())?.[0])
    await browser.page.goto(link)
    await browser.page.getByRole('heading', { name: 'Flows' }).waitFor({ timeout: 60_000 })
    return { stack, browser, stop }
  } catch (error) {
    // What was begun would go on beside the tests that follow.
    await stop()
    throw error
  }
}
