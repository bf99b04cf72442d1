import Sqlite from 'better-sqlite3'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readSetting, writeSetting } from '../settings/settings'
import { type Database, openDatabase } from './open-database'
import { createWriter, type Writer } from './writer'

let file: string
let db: Database
let writer: Writer

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'watertight-writer-')), 'test.db')
  db = openDatabase(file)
  writer = createWriter(db)
})

describe('the writer', () => {
  it('commits what arrives together in one transaction', async () => {
    let commits = 0
    writer.onCommit(() => {
      commits += 1
    })
    await Promise.all(Array.from({ length: 40 }, (_, index) => writer.write((tx) => writeSetting(tx, `key${index}`, index))))
    expect(commits).toBe(1)
    expect(readSetting(db, 'key39')).toBe(39)
  })

  it('undoes only the piece that throws', async () => {
    const good = writer.write((tx) => writeSetting(tx, 'good', 1))
    const bad = writer.write((tx) => {
      writeSetting(tx, 'bad', 1)
      throw new Error('no')
    })
    await expect(bad).rejects.toThrow('no')
    await good
    expect([readSetting(db, 'good'), readSetting(db, 'bad')]).toEqual([1, undefined])
  })

  it('waits for another process that holds the lock, without blocking this thread', async () => {
    const other = new Sqlite(file)
    other.exec('begin immediate')
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
    }, 5)
    const writing = writer.write((tx) => writeSetting(tx, 'late', 1))
    await expect.poll(() => ticks).toBeGreaterThan(20)
    expect(readSetting(db, 'late')).toBeUndefined()
    other.exec('commit')
    await writing
    clearInterval(ticking)
    expect(readSetting(db, 'late')).toBe(1)
  })

  it('keeps the order of what it was given', async () => {
    const order: number[] = []
    await Promise.all(Array.from({ length: 200 }, (_, index) => writer.write(() => void order.push(index))))
    expect(order).toEqual(Array.from({ length: 200 }, (_, index) => index))
  })
})
