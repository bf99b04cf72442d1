import { until } from '../harness/until'
import type { Author } from './start-author'

/** A flow with nothing but its trigger, made over the API; a person places the rest. */
export async function beginFlow({ browser, get }: Author): Promise<string> {
  const { flows } = await get<{ flows: { id: string }[] }>('/api/flows')
  const template = await get<{ draft: { nodes: { type: string }[]; edges: unknown[] } & Record<string, unknown> }>(`/api/flows/${flows[0]?.id}`)
  const document = { ...template.draft, name: 'Own flow', nodes: template.draft.nodes.filter((node) => node.type === 'event-trigger'), edges: [] }
  return browser.page.evaluate(
    (body) => fetch('/api/flows', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.json() as Promise<{ id: string }>),
    { document },
  ).then(({ id }) => id)
}

/** Places a step of this title after the trigger, an end behind each of its two ways, and publishes; all by mouse and keyboard. */
export async function placeAndPublish(author: Author, flowId: string, title: string): Promise<void> {
  const { page } = author.browser
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  const card = (label: string) => page.locator('.react-flow__node', { hasText: label }).first()
  await page.locator('.react-flow__node').first().click()
  await palette.getByRole('button', { name: title, exact: true }).click()
  await card(title).waitFor()
  for (const ends of [1, 2]) {
    await page.keyboard.press('Escape')
    await card(title).click()
    await palette.getByRole('button', { name: 'End', exact: true }).click()
    await until(`${ends} ends`, 30_000, async () => (await page.locator('.react-flow__node').count()) === 2 + ends)
  }
  await page.getByText('Ready to publish').waitFor()
  await until('the draft to be saved', 30_000, async () => (await author.get<{ draft: { nodes: unknown[]; edges: unknown[] } }>(`/api/flows/${flowId}`)).draft.edges.length === 3)
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1 is live.', { exact: true }).first().waitFor()
}
