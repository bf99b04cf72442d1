import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { cachedOnce } from './cached-once'

function newFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'watertight-cache-')), 'thing-1')
}

const waitingFor = 'the thing'

describe('cachedOnce', () => {
  it('makes the folder once for callers at the same time', async () => {
    const folder = newFolder()
    let times = 0
    const make = async (empty: string) => {
      times += 1
      await writeFile(join(empty, 'file'), 'whole')
      await sleep(50)
      return true
    }
    expect(await Promise.all([1, 2, 3].map(() => cachedOnce({ folder, make, waitingFor })))).toEqual([true, true, true])
    expect(times).toBe(1)
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('whole')
  })

  it('shows nothing of a make that is under way, failed or threw', async () => {
    const folder = newFolder()
    const halfMade = async (empty: string) => {
      await writeFile(join(empty, 'file'), 'half')
      expect(existsSync(folder)).toBe(false)
      return false
    }
    expect(await cachedOnce({ folder, make: halfMade, waitingFor })).toBe(false)
    await expect(cachedOnce({ folder, make: () => Promise.reject(new Error('boom')), waitingFor })).rejects.toThrow('boom')
    expect(readdirSync(dirname(folder))).toEqual([])
  })

  it('removes what a killed process left half made', async () => {
    const folder = newFolder()
    mkdirSync(`${folder}.partial-4711`, { recursive: true })
    writeFileSync(join(`${folder}.partial-4711`, 'file'), 'half')
    await cachedOnce({ folder, make: async () => true, waitingFor })
    expect(readdirSync(dirname(folder))).toEqual(['thing-1'])
  })
})
