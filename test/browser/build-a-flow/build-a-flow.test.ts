import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../harness/until'
import { look } from '../look'
import { openSignedIn, type SignedIn } from '../open-signed-in'
import { builtSettings, builtWays } from './fallback-steps'
import { card, type Hands, keyboardOnly, mouseAndKeyboard } from './hands'

/*
 * Somebody new builds fallback routing from an empty canvas, mends what the product says is wrong, tries it, publishes it, and a real lead runs
 * through it: once with mouse and keyboard on a desk's screen, once with the keyboard alone on a small laptop's. With WATERTIGHT_SHOTS=FOLDER each
 * stage leaves a picture there, in light and in dark.
 */

const themes = ['light', 'dark'] as const

describe.each([
  ['mouse and keyboard', { width: 1440, height: 900 }, mouseAndKeyboard],
  ['keyboard alone', { width: 1024, height: 768 }, keyboardOnly],
])('by %s', (_name, viewport, handsOf) => {
  let signedIn: SignedIn
  let hands: Hands
  let flowId = ''

  beforeAll(async () => {
    signedIn = await openSignedIn(viewport)
    hands = handsOf(signedIn.browser.page)
  })
  afterAll(() => signedIn?.stop())

  const page = () => signedIn.browser.page
  const shot = (stage: string) => look(page(), `build-${hands.name}-${stage}`, themes)
  const get = <T>(path: string): Promise<T> => page().evaluate((url) => fetch(url).then((answer) => answer.json()), path) as Promise<T>
  const draft = () => get<{ draft: { nodes: { id: string; label: string }[]; edges: unknown[] }; published: { version: number } | null }>(`/api/flows/${flowId}`)

  it('builds the flow from an empty canvas', { timeout: 300_000 }, async () => {
    await hands.beginEmpty()
    await card(page(), 'A lead arrives').waitFor()
    flowId = /flows\/([^/?]+)/.exec(page().url())?.[1] ?? ''
    await shot('1-empty')
    for (const way of builtWays) await hands.goOn(way)
    await shot('2-drawn')
    for (const setting of builtSettings) await hands.set(setting)
    await hands.addApart('Wait for a time')
    await shot('3-set')
    await until('the draft to be saved', 20_000, async () => {
      const { nodes, edges } = (await draft()).draft
      return nodes.length === 17 && edges.length === builtWays.length
    })
  })

  it('mends the three things that are wrong', { timeout: 120_000 }, async () => {
    await page().getByText('3 problems block publishing').waitFor()
    await shot('4-problems')
    await hands.press('Remove the step')
    await page().getByText('2 problems block publishing').waitFor()
    await hands.set({ step: 'Overflow', field: 'Queue', choose: 'Overflow West' })
    await page().getByText('1 problem blocks publishing').waitFor()
    await hands.goOn({ from: 'On duty', way: 'Nobody on duty', to: 'Tell the leaders' })
    await page().getByText('Ready to publish').waitFor()
    await hands.press('Tidy up')
    await page().waitForTimeout(400)
    await page().keyboard.press('1')
    await page().waitForTimeout(400)
    await shot('5-mended')
  })

  it('tries it out: who is asked answers in time', { timeout: 120_000 }, async () => {
    await page().keyboard.press('Escape')
    await page().keyboard.press('t')
    await page().getByRole('form', { name: 'What arrives' }).waitFor()
    await hands.press('Try it', 'What arrives')
    await hands.press('To the next wait')
    await page().getByRole('list', { name: 'What people could do now' }).getByText('is asked').waitFor()
    await shot('6-tried')
    await hands.press('I have it')
    await hands.press('To the next wait')
    await page().getByText('Ended: Somebody has it.').waitFor()
    await hands.press('Back to editing')
  })

  it('publishes it, and a real lead runs through it', { timeout: 420_000 }, async () => {
    await until('the draft to be saved', 20_000, async () => (await draft()).draft.edges.length === builtWays.length + 1)
    // The sample’s own flow would take the lead as well.
    const sample = (await get<{ flows: { id: string; name: string }[] }>('/api/flows')).flows.find(({ id }) => id !== flowId)
    await page().evaluate((url) => fetch(url, { method: 'POST' }).then((answer) => answer.status), `/api/flows/${sample?.id}/unpublish`)
    await hands.press('Publish version 1')
    await page().getByRole('dialog').getByLabel('What is new').waitFor()
    await shot('7-publish')
    await hands.press('Publish version 1')
    await page().getByText('Version 1 is live.').first().waitFor()
    // It ends by itself after forty leads, and building may have taken longer than those.
    await page().evaluate(() => fetch('/api/sample', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ on: true }) }).then((answer) => answer.status))
    const run = await until('a lead to come', 60_000, async () => (await get<{ rows: { id: string }[] }>(`/api/runs?flow=${flowId}`)).rows[0], 300)
    await page().goto(`${signedIn.stack.url}/runs/${run.id}`)
    await page().locator('.react-flow__node').first().waitFor()
    await page().waitForTimeout(500)
    await shot('8-run')
    const ended = await until('somebody to have it', 240_000, async () => {
      const found = await get<{ state: string; endReason: string; steps: { outlet: string | null }[] }>(`/api/runs/${run.id}`)
      return found.state === 'done' && found
    }, 500)
    expect(ended.endReason).toBe('accepted')
    await page().waitForTimeout(600)
    await shot('9-done')
    expect(signedIn.browser.problems).toEqual([])
  })
})
