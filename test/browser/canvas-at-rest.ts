import type { Page } from 'playwright-core'
import { until } from '../harness/until'

/** Resolves once the canvas stays where it is: what still glides would be missed by a mouse that goes to where it was. */
export async function canvasAtRest(page: Page): Promise<void> {
  const place = () => page.locator('.react-flow__viewport').getAttribute('style')
  let before = await place()
  await until('the canvas to be at rest', 20_000, async () => {
    await page.waitForTimeout(400)
    const now = await place()
    const isAtRest = now === before
    before = now
    return isAtRest
  })
}
