import Sqlite from 'better-sqlite3'
import { checkAudit } from '#server/leakcheck/check-audit'
import { findLeaks } from '#server/leakcheck/find-leaks'
import type { LeakFinding } from '#server/leakcheck/leak-finding'
import type { Base } from './make-base'
import { type Expected, type Plant, plantTools } from './plants'

export interface PlantResult {
  what: string
  expected: Expected
  found: LeakFinding[]
  tookMs: number
}

/** Plants one leak after another, each in a transaction that is rolled back, and looks for all kinds of leaks each time. */
export async function checkPlants({ file, now }: Base, plants: Plant[]): Promise<{ healthy: LeakFinding[]; results: PlantResult[] }> {
  const client = new Sqlite(file)
  // What is planted breaks references too; nothing of it is kept.
  client.pragma('foreign_keys = OFF')
  const look = async () => [...(await findLeaks(client, now)), ...(await checkAudit(client)).findings]
  try {
    const healthy = await look()
    const results: PlantResult[] = []
    for (const { what, plant } of plants) {
      client.exec('BEGIN')
      try {
        const expected = plant(plantTools(client, now))
        const began = performance.now()
        const found = await look()
        results.push({ what, expected, found, tookMs: Math.round(performance.now() - began) })
      } finally {
        client.exec('ROLLBACK')
      }
    }
    return { healthy, results }
  } finally {
    client.close()
  }
}
