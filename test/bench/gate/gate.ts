import { eq, sql } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateService } from '#server/contact-gate/gate-service'
import { type Database, openDatabase } from '#server/db/open-database'
import { contacts } from '#server/db/schema'
import { createRandom } from '../../harness/random'
import { median, percentile } from '../median'
import { contactId, makeContacts } from './make-contacts'

const many = 1_000_000
const inAll = 30_000
/** As the writer groups them. */
const inTransaction = 50
// A Wednesday, 10:00 in Berlin.
const now = Date.parse('2031-11-19T09:00:00Z')

/**
 * How many decisions of the contact gate a second are made at 1,000,000 people, with what each writes (its answer, the touch that it lets through), in transactions as large as the writer makes them.
 * Against reading the person's row, which is the least that any answer takes; the two take turns.
 */
export async function benchGate(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-gate-'))
  try {
    const db = openDatabase(join(folder, 'gate.db'))
    makeContacts(db, many, now)
    measure(db)
    db.$client.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measure(db: Database): void {
  const gate = createGateService(db)(now)
  const bare = db.select().from(contacts).where(eq(contacts.id, sql.placeholder('id'))).prepare()
  const random = createRandom(3).next
  const pick = () => contactId(Math.floor(random() * many))
  const verdicts: Record<string, number> = {}
  const took: { gate: number[]; bare: number[] } = { gate: [], bare: [] }
  let wholeMs = 0
  let cpuMs = 0

  const once = (work: () => void): number => {
    const began = performance.now()
    work()
    return (performance.now() - began) * 1_000
  }
  for (let done = 0; done < inAll; done += inTransaction) {
    const people = Array.from({ length: inTransaction }, pick)
    for (let each = 0; each < inTransaction; each += 1) took.bare.push(once(() => void bare.get({ id: contactId(Math.floor(random() * many)) })))
    const began = performance.now()
    const cpuBefore = process.cpuUsage()
    db.$client.transaction(() => {
      for (const [index, id] of people.entries()) {
        took.gate.push(once(() => {
          const { decision } = gate.pass({ key: `run${done + index}:write:1:message`, contactId: id, wish: { channel: 'email', purpose: index % 2 === 0 ? 'marketing' : 'inquiry' } })
          verdicts[decision.verdict] = (verdicts[decision.verdict] ?? 0) + 1
        }))
      }
    }).immediate()
    wholeMs += performance.now() - began
    const { user, system } = process.cpuUsage(cpuBefore)
    cpuMs += (user + system) / 1_000
  }
  const line = (name: string, values: number[]) => `  ${name.padEnd(28)} p50 ${median(values).toFixed(0).padStart(5)} µs   p90 ${percentile(values, 0.9).toFixed(0).padStart(5)} µs   p99 ${percentile(values, 0.99).toFixed(0).padStart(5)} µs`
  console.log(`\nContact gate: ${inAll.toLocaleString('en')} decisions about people at random of ${many.toLocaleString('en')}; ${Object.entries(verdicts).map(([verdict, count]) => `${count.toLocaleString('en')} ${verdict}`).join(', ')}`)
  console.log(line('a decision, with its writes', took.gate))
  console.log(line('the person’s row alone', took.bare))
  console.log(`  ${Math.round(inAll / (wholeMs / 1_000)).toLocaleString('en')} decisions a second, durable, ${inTransaction} in a transaction; ${(median(took.gate) / median(took.bare)).toFixed(1)} times the row alone`)
  console.log(`  ${Math.round(inAll / (cpuMs / 1_000)).toLocaleString('en')} for each second of the processor: what else runs on this machine lengthens the slowest, not these`)
}
