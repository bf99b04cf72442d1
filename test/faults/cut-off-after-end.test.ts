import { expect, it } from 'vitest'
import { runCutOffAfterEnd } from './cut-off-after-end'

it('puts a mail before a person whose sending was cut off after its run had ended', { timeout: 400_000 }, async () => {
  expect(await runCutOffAfterEnd()).toEqual([])
})
