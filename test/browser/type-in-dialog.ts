import type { Page } from 'playwright-core'

/** Types into the field of a dialog that is about to open; what is typed before the field has the cursor would go to the page behind it. */
export async function typeInDialog(page: Page, words: string): Promise<void> {
  await page.getByRole('dialog').locator('input:focus').waitFor()
  await page.keyboard.type(words)
}
