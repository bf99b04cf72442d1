import Sqlite from 'better-sqlite3'
import { createRandom } from '#engine/simulate/random'
import { openSimulation } from '#server/simulate/open-simulation'
import { generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { buildFlow, when } from '#test/conformance/build-flow'
import { median } from '../median'

const start = Date.UTC(2027, 0, 4, 7)
const dayMs = 86_400_000
const smallRuns = 1_500
const rounds = 3
const quarterLeads = Number(process.env.BENCH_LEADS ?? 12_000)
const quarterDays = 90

const small = buildFlow(
  {
    big: ['branch', when('lead.amount', '>', 50)],
    note: ['update-record', { changes: [{ field: 'lead.note', value: 'Called {{ lead.name }}' }] }],
    task: ['work-item', { title: 'Call {{ lead.name }}' }],
    done: ['end', { reason: 'completed' }],
  },
  { 'big.yes': 'note', 'big.no': 'done', 'note.done': 'task', 'task.created': 'done' },
)

/**
 * (a) Runs a second of a small flow; (b) a quarter of 12,000 leads through the fallback routing, with a team of forty who
 * answer as people do. Both beside a fixed piece of hand-written SQLite and JSON, measured just before on the same machine.
 */
export async function benchSimulate(): Promise<void> {
  const paces: number[] = []
  const perSecond: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    paces.push(handWritten())
    perSecond.push(await smallFlow())
  }
  const seconds = median(paces)
  console.log('\nSimulator')
  console.log(`  hand-written: ${(seconds * 1_000).toFixed(0)} ms for ${pieces.toLocaleString('en')} transactions of 3 inserts, an update and a read, with JSON`)
  console.log(`  small flow: ${perSecond.map((value) => value.toFixed(0)).join('  ')} runs/s (3 steps and an end), ${(smallRuns / median(perSecond) / smallRuns / (seconds / pieces)).toFixed(1)} hand-written transactions a run`)

  const pace = handWritten()
  const cpu = process.cpuUsage()
  const began = performance.now()
  const simulation = await openSimulation({
    flow: { document: fallbackRouting.build('standard', { team: '', queue: '', rota: '' }) }, world: { kind: 'generated', size: { reps: 40, capacity: 30 } }, seed: 1, startAt: start,
  })
  simulation.schedule(generateLeads({ count: quarterLeads, from: start, days: quarterDays, random: createRandom('bench') }))
  let peak = 0
  await simulation.play(start + (quarterDays + 1) * dayMs, {
    onProgress: () => {
      peak = Math.max(peak, process.memoryUsage.rss())
    },
  })
  const took = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const { leads, places, leaks, unknown, firstOfferMs } = simulation.totals()
  const steps = simulation.world.db.$client.prepare('select count(*) from run_steps').pluck().get() as number
  const messages = simulation.world.db.$client.prepare('select count(*) from effects').pluck().get() as number
  const stand = Object.entries(places).filter(([, count]) => count > 0).map(([place, count]) => `${count.toLocaleString('en')} ${place}`)
  console.log(`  a quarter of ${leads.toLocaleString('en')} leads: ${took.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of them computing (goal under 30 s on 2 cores), ${(took / pace).toFixed(0)} times the hand-written piece`)
  console.log(`    ${steps.toLocaleString('en')} steps, ${messages.toLocaleString('en')} messages, ${((took * 1e6) / steps).toFixed(0)} µs a step; at most ${Math.round(peak / 1e6)} MB`)
  console.log(`    ${stand.join(', ')}; ${leaks.count} lost, ${unknown} unknown, ${firstOfferMs.never} never offered`)
  simulation.close()
}

async function smallFlow(): Promise<number> {
  const simulation = await openSimulation({ flow: { document: small }, world: { kind: 'generated', size: { reps: 2, capacity: 10 } }, seed: 1, startAt: start })
  const began = performance.now()
  simulation.schedule(
    Array.from({ length: smallRuns }, (_, index) => ({ at: start + index, type: 'lead.received', externalId: `lead-${index}`, data: { name: `Lead ${index}`, email: `lead${index}@bench.example`, amount: 60 } })).values(),
  )
  await simulation.play(start + smallRuns)
  const perSecond = smallRuns / ((performance.now() - began) / 1_000)
  if (simulation.totals().ends.completed !== smallRuns) throw new Error('bench.simulate: not every run was completed')
  simulation.close()
  return perSecond
}

const pieces = 5_000

/** Seconds for what a developer would write by hand to keep so many things in order: transactions over two tables, with JSON in and out. */
function handWritten(): number {
  const db = new Sqlite(':memory:')
  db.exec('create table things (id text primary key, state text not null, body text not null, at integer not null); create table log (id integer primary key, thing text not null, body text not null); create index log_thing on log (thing)')
  const insert = db.prepare('insert into things values (?, ?, ?, ?)')
  const log = db.prepare('insert into log (thing, body) values (?, ?)')
  const change = db.prepare('update things set state = ?, body = ? where id = ?')
  const read = db.prepare('select body from things where id = ?').pluck()
  const body = { name: 'Lena Brandt', email: 'lena@nordwind.example', amount: 48_000, skills: ['logistics'], more: { from: 'form', tags: ['a', 'b'] } }
  const piece = db.transaction((index: number) => {
    const id = `thing-${index}`
    insert.run(id, 'open', JSON.stringify({ ...body, index }), index)
    log.run(id, JSON.stringify({ before: null, after: body }))
    const found = JSON.parse(read.get(id) as string) as typeof body
    change.run('done', JSON.stringify({ ...found, amount: found.amount + 1 }), id)
    log.run(id, JSON.stringify({ before: found.amount, after: found.amount + 1 }))
  })
  const began = performance.now()
  for (let index = 0; index < pieces; index += 1) piece.immediate(index)
  const seconds = (performance.now() - began) / 1_000
  db.close()
  return seconds
}
