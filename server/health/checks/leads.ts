import { ageWords } from '../age-words'
import { type HealthCheck, whileRunning, withDatabase } from '../health-check'

const lateMs = 4 * 60_000

interface LastPass {
  at: number
  tookMs: number
  temporalSkipped: string | null
  findings: number
  conservation: { events: number; leads: number; stuck: number }
}

/** Whether leaks are looked for, and whether there are any. */
export const leadChecks: HealthCheck[] = [
  {
    name: 'leakcheck',
    group: 'leads',
    title: 'Looked for leaks',
    run: whileRunning((client, { now, running }) => {
      const row = client.prepare(`select value from settings where key = 'leakcheck.lastPass'`).get() as { value: string } | undefined
      const last = row && (JSON.parse(row.value) as LastPass)
      if (last && now - last.at < lateMs) {
        const { events, leads, stuck } = last.conservation
        return { state: 'ok', says: `${ageWords(now - last.at)} ago: ${count(events, 'inquiry', 'inquiries')}, ${count(leads, 'lead', 'leads')}${stuck > 0 ? `, ${stuck} stuck` : ''} (${last.tookMs} ms)` }
      }
      const beat = client.prepare('select min(started_at) as since from worker_beats where at > ?').get(now - lateMs) as { since: number | null }
      if (running && beat.since !== null && now - beat.since < lateMs) return { state: 'ok', says: 'The first look comes within a minute of the start' }
      return {
        state: 'warning', says: last ? `Last ${ageWords(now - last.at)} ago.` : 'Not yet.', means: 'A lead that nobody has would not be noticed here.',
        todo: 'Look at the worker above, or run: npx watertight leakcheck',
      }
    }),
  },
  {
    name: 'leaks',
    group: 'leads',
    title: 'Leaks',
    run: withDatabase((client) => {
      const { count } = client.prepare('select count(*) as count from leak_findings where closed_at is null').get() as { count: number }
      if (count === 0) return { state: 'ok', says: 'None' }
      return {
        state: 'problem', says: `${count} ${count === 1 ? 'promise does' : 'promises do'} not hold.`, means: 'Leads may be without anybody who takes care of them.',
        todo: 'Go through the list on the status page, or run: npx watertight leakcheck',
      }
    }),
  },
]

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
