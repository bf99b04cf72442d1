import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env.WATERTIGHT_SHOTS

interface Finding {
  id: string
  impact: string
  nodes: { html: string }[]
}

interface Axe {
  run(options: { resultTypes: string[] }): Promise<{ violations: Finding[] }>
}

/**
 * Looks at a page as it is, or in each of these themes: axe finds nothing serious or critical. With WATERTIGHT_SHOTS=FOLDER each
 * look leaves a picture there.
 */
export async function look(page: Page, name: string, themes: readonly ('light' | 'dark')[] = []): Promise<void> {
  if (themes.length === 0) return lookOnce(page, name)
  for (const theme of themes) {
    await page.locator('html').evaluate((html, chosen) => html.setAttribute('data-theme', chosen), theme)
    // Colours glide from one theme to the other. What goes round for ever, as a bone does, has no end to wait for.
    await page.evaluate(`Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished)).then(() => undefined)`)
    await lookOnce(page, `${name}-${theme}`)
  }
}

async function lookOnce(page: Page, name: string): Promise<void> {
  if (shots) {
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `${name}.png`) })
  }
  // Once for a document. Evaluated by the browser's debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] })
    return violations.filter((each) => each.impact === 'serious' || each.impact === 'critical').map((each) => `${each.id}: ${each.nodes[0]?.html.slice(0, 500)}`)
  })
  expect(found, `axe on ${name}`).toEqual([])
}
