import { createHash } from 'node:crypto'
import type { Random } from '#engine/simulate/random'
import { createImmediateWriter } from '../../db/immediate-writer'
import { withIds } from '../../db/new-id'
import { type Database, openDatabase } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { createSecretBox, type SecretBox } from '../../secrets/secret-box'
import { cacheStatements } from './cache-statements'
import { createSeededIds } from './seeded-ids'

export interface MemoryWorld {
  db: Database
  writer: Writer
  box: SecretBox
  close(): void
}

/** The most that a simulated world may hold. */
const maxPages = 262_144

/**
 * Opens a world of its own in memory: empty, or what `copy` holds. Its ids and the signatures of its links come from the
 * seed, so that the same seed gives the same world to the last byte. Nothing of it is ever on a disk.
 */
export function openMemoryWorld(random: Random, copy?: Buffer): MemoryWorld {
  const db = openDatabase(copy ?? ':memory:')
  db.$client.pragma(`max_page_count = ${maxPages}`)
  cacheStatements(db.$client)
  const writer = createImmediateWriter(db)
  const ids = createSeededIds(random.fork('ids'))
  const key = createHash('sha256').update(`simulation ${random.fork('key').next()}`).digest()
  return {
    db,
    writer: { ...writer, write: (work) => writer.write((tx) => withIds(ids, () => work(tx))) },
    box: createSecretBox(key),
    close: () => db.$client.close(),
  }
}
