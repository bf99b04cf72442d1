import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundLog, tailOfLog } from './bounded-log'

const newLog = () => join(mkdtempSync(join(tmpdir(), 'watertight-log-')), 'temporal.log')

it('moves a long log aside while the writer keeps its handle', async () => {
  const file = newLog()
  const handle = openSync(file, 'a')
  const stop = await boundLog(file, { maxBytes: 1_000, checkMs: 20 })
  writeSync(handle, 'x'.repeat(2_000))
  await expect.poll(() => statSync(file).size).toBe(0)
  expect(statSync(`${file}.1`).size).toBe(2_000)
  writeSync(handle, 'goes on')
  expect(readFileSync(file, 'utf8')).toBe('goes on')
  stop()
  closeSync(handle)
})

it('shows the end of a log, from a byte on', async () => {
  const file = newLog()
  appendFileSync(file, 'yesterday\ntoday\n')
  expect(await tailOfLog(file)).toBe('yesterday\ntoday')
  expect(await tailOfLog(file, 10)).toBe('today')
  expect(await tailOfLog(`${file}.none`)).toBe('')
})
