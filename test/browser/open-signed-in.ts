import { type Stack, startStack } from '../harness/start-stack'
import { type OpenBrowser, openBrowser } from './open-browser'

export interface SignedIn {
  stack: Stack
  browser: OpenBrowser
  stop(): Promise<void>
}

/** Only there to end what hangs: the machine may have much else to do. */
const linkWithinMs = 180_000

/** The real stack with the sample workspace, and a browser in which its owner is signed in, on the list of flows. */
export async function openSignedIn(viewport?: { width: number; height: number }): Promise<SignedIn> {
  const [startedStack, openedBrowser] = await Promise.allSettled([
    startStack({ smtpUrl: '', env: { WATERTIGHT_PAGES: 'on', WATERTIGHT_SMTP_URL: '' }, prepare: () => undefined }), openBrowser(viewport),
  ])
  async function stop(): Promise<void> {
    try {
      if (openedBrowser.status === 'fulfilled') await openedBrowser.value.close()
    } finally {
      if (startedStack.status === 'fulfilled') {
        await startedStack.value.stop()
        startedStack.value.remove()
      }
    }
  }
  try {
    const [stack, browser] = [whatCame(startedStack), whatCame(openedBrowser)]
    const link = await stack.untilOwnersLink()
    await browser.page.goto(link, { timeout: linkWithinMs })
    await browser.page.getByRole('heading', { name: 'Flows' }).waitFor({ timeout: linkWithinMs })
    return { stack, browser, stop }
  } catch (error) {
    // What was begun would go on beside the tests that follow.
    await stop()
    throw error
  }
}

function whatCame<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}
