const askAgainMs = 3_000
const reloadKey = 'watertight.reloaded-at'
const reloadAtMostEveryMs = 60_000

const pause = () => new Promise((resolve) => setTimeout(resolve, askAgainMs))
const isAnswering = () => fetch('/health').then((answer) => answer.ok, () => false)

/** Whether code of a page could not be fetched: the server is gone, or has newer pages than this one. */
function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
}

/**
 * Fetches code of a page by `load`. While the server does not answer it asks again every three seconds, for ever, after `onMissing`: whoever waits
 * for the code goes on waiting, and nothing else of the page is lost. A server that answers without the code has newer pages, so the page is
 * loaded anew, at most once a minute. Rejects for every other reason, as an error in the code itself.
 */
export async function fetchCode<Code>(load: () => Promise<Code>, onMissing: () => void = () => undefined): Promise<Code> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!isMissingCode(error)) throw error
      onMissing()
      if ((await isAnswering()) && mayReload()) window.location.reload()
      await pause()
    }
  }
}

function mayReload(): boolean {
  const before = Number(sessionStorage.getItem(reloadKey) ?? 0)
  if (Date.now() - before < reloadAtMostEveryMs) return false
  sessionStorage.setItem(reloadKey, String(Date.now()))
  return true
}
