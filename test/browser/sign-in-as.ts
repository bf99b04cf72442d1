import type { OpenBrowser } from './open-browser'

/** Signs out whoever is signed in and opens a person's own link. The page is left first: an open one goes on asking, and would be refused, and complain, between the two. */
export async function signInAs({ context, page }: OpenBrowser, link: string): Promise<void> {
  await page.goto('about:blank')
  await context.clearCookies()
  await page.goto(link)
}
