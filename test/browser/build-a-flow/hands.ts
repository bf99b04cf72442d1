import type { Page } from 'playwright-core'
import { until } from '../../harness/until'
import { canvasAtRest } from '../canvas-at-rest'
import { typeInDialog } from '../type-in-dialog'
import type { BuiltSetting, BuiltWay } from './fallback-steps'

/** How somebody builds: with the mouse and the keyboard, or with the keyboard alone. */
export interface Hands {
  name: string
  /** From the list of flows to a flow with nothing but its beginning. */
  beginEmpty(): Promise<void>
  goOn(way: BuiltWay): Promise<void>
  /** A step of this kind where nothing leads to. */
  addApart(kind: string): Promise<void>
  set(setting: BuiltSetting): Promise<void>
  /** Presses a button: the last one that is called so, in a form where one is named. */
  press(button: string, form?: string): Promise<void>
}

export const card = (page: Page, label: string) => page.locator(`.react-flow__node[aria-label^="${label}."]`)

async function isChosen(page: Page, label: string): Promise<void> {
  await until(`“${label}” to be chosen`, 20_000, async () => (await page.locator(`.react-flow__node.selected[aria-label^="${label}."]`).count()) === 1)
}

const pickerOf = (page: Page) => page.getByRole('dialog', { name: 'Choose a step' })

const buttonIn = (page: Page, name: string, form?: string) => (form === undefined ? page : page.getByRole('form', { name: form })).getByRole('button', { name, exact: true }).last()

/** In the open list of steps: by name, and Enter. */
async function pick(page: Page, words: string): Promise<void> {
  await pickerOf(page).waitFor()
  await typeInDialog(page, words)
  const isAtIt = async () => (await pickerOf(page).locator('[cmdk-item][aria-selected="true"]').allInnerTexts()).some((each) => each.trim() === words)
  // What is meant may stand below steps whose description has the same words.
  for (let times = 0; times < 20 && !(await isAtIt()); times += 1) {
    await page.waitForTimeout(60)
    if (times > 2 && !(await isAtIt())) await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await pickerOf(page).waitFor({ state: 'detached' })
}

export function mouseAndKeyboard(page: Page): Hands {
  const name = page.getByLabel('Name of the step')
  async function choose(label: string): Promise<void> {
    await show(page, label)
    await card(page, label).locator('h3').click()
    await isChosen(page, label)
  }
  async function rename(from: string, label: string): Promise<void> {
    await until('the new step to be chosen', 20_000, async () => (await name.inputValue().catch(() => '')) === from)
    await name.fill(label)
    await isChosen(page, label)
  }
  return {
    name: 'mouse',
    async beginEmpty() {
      await page.getByRole('link', { name: 'New flow' }).first().click()
      await page.getByRole('button', { name: 'Start empty' }).click()
    },
    async goOn({ from, way, kind, to }) {
      await show(page, from)
      await card(page, from).getByRole('button', { name: `Go on from “${way}` }).click()
      await pick(page, kind ?? to)
      if (kind) await rename(kind, to)
    },
    async addApart(kind) {
      const pane = await page.locator('.react-flow__pane').boundingBox()
      if (!pane) throw new Error('no canvas')
      await page.keyboard.press('1')
      await canvasAtRest(page)
      await page.mouse.dblclick(pane.x + 40, pane.y + pane.height - 60)
      await pick(page, kind)
    },
    async set({ step, field, choose: option, write, tick }) {
      await choose(step)
      const input = page.getByRole('complementary', { name: 'Settings of the chosen step' }).getByLabel(field, { exact: true })
      // A queue says beside its name how many watch it.
      if (option !== undefined) await input.selectOption(await input.locator('option', { hasText: option }).first().getAttribute('value'))
      if (write !== undefined) await input.fill(write)
      if (tick) await input.check()
    },
    press: (button, form) => buttonIn(page, button, form).click(),
  }
}

/** Brings a card into sight as a person does: by finding it. */
async function show(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+f')
  const menu = page.getByRole('dialog').filter({ has: page.locator('[cmdk-input]') })
  await menu.waitFor()
  await typeInDialog(page, label)
  await menu.locator('[cmdk-item][aria-selected="true"]', { hasText: label }).waitFor()
  await page.keyboard.press('Enter')
  await isChosen(page, label)
  // The canvas glides there.
  await page.waitForTimeout(250)
}

export function keyboardOnly(page: Page): Hands {
  /** What has the focus, by its name for a screen reader. */
  const focused = () =>
    page.evaluate(`(() => {
      const at = document.activeElement
      const labels = [...(at?.labels ?? [])].map((label) => label.textContent?.trim())
      return [at?.getAttribute('aria-label'), ...labels, at?.textContent?.trim()].filter(Boolean)
    })()`) as Promise<string[]>
  /** F6 goes to the next part of the page, Tab from there on. */
  async function tabUntil(what: string, isThere: () => Promise<boolean>): Promise<void> {
    for (let times = 0; times < 420; times += 1) {
      if (await isThere()) return
      await page.keyboard.press(times % 60 === 59 ? 'F6' : 'Tab')
    }
    throw new Error(`Tab does not lead to ${what}. It is at: ${(await focused()).join(' | ')}`)
  }
  const tabTo = (words: string) => tabUntil(`“${words}”`, async () => (await focused()).includes(words))
  /** Letters that come too slowly begin a new search: then once more, after the pause that ends it. */
  async function chooseByLetters(option: string): Promise<void> {
    await until(`“${option}” to be chosen`, 20_000, async () => {
      await page.keyboard.type(option)
      return (await page.locator('select:focus option:checked').textContent())?.trim().startsWith(option)
    }, 1_200)
  }
  async function rename(label: string): Promise<void> {
    await page.keyboard.press('e')
    await until('the name of the step to have the cursor', 20_000, async () => (await focused()).includes('Name of the step'))
    await page.keyboard.press('Control+a')
    await page.keyboard.type(label)
    await page.keyboard.press('Escape')
    await isChosen(page, label)
  }
  return {
    name: 'keyboard',
    async beginEmpty() {
      await tabTo('New flow')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Empty flow' }).waitFor()
      await tabTo('Start empty')
      await page.keyboard.press('Enter')
    },
    async goOn({ from, kind, to }) {
      await show(page, from)
      await page.keyboard.press('c')
      await pick(page, kind ?? to)
      if (kind) await rename(to)
    },
    async addApart(kind) {
      await page.keyboard.press('Escape')
      await page.keyboard.press('a')
      await pick(page, kind)
    },
    async set({ step, field, choose: option, write, tick }) {
      await show(page, step)
      await page.keyboard.press('e')
      await until('the settings', 20_000, async () => (await focused()).includes('Name of the step'))
      await page.getByLabel(field, { exact: true }).first().waitFor()
      await tabTo(field)
      if (option !== undefined) await chooseByLetters(option)
      if (write !== undefined) {
        await page.keyboard.press('Control+a')
        await page.keyboard.type(write)
      }
      if (tick) await page.keyboard.press('Space')
      await page.keyboard.press('Escape')
    },
    async press(button, form) {
      const meant = buttonIn(page, button, form)
      await meant.waitFor()
      await tabUntil(`“${button}”`, () => meant.evaluate((at) => at.matches(':focus')))
      await until(`“${button}” to be on`, 20_000, () => meant.isEnabled())
      await page.keyboard.press('Enter')
    },
  }
}
