import type { Totals } from './totals/count-totals'
import { placeWords, places } from './totals/place-of-lead'

/** What a simulation has come to. */
export interface SimulationReport {
  flow: string
  seed: number
  from: number
  /** How far the clock came, and how far it was to come: less when somebody stopped it. */
  now: number
  until: number
  events: { total: number; duplicates: number; stuck: number }
  totals: Totals
  /** How often people did what. */
  answers: Record<string, number>
  bugs: string[]
  /** Of the trace's lines, where one was written. */
  traceHash?: string
}

const number = (value: number) => value.toLocaleString('en')

/** Whether somebody should look: a lead was lost, or code threw. */
export function hasProblems({ totals, bugs }: SimulationReport): boolean {
  return totals.leaks.count > 0 || bugs.length > 0
}

/** The report as tables for a terminal. */
export function reportText(report: SimulationReport): string {
  const { flow, seed, from, now, until, events, totals, answers, bugs } = report
  const days = Math.round(((now - from) / 86_400_000) * 10) / 10
  const share = (count: number) => (totals.leads === 0 ? '' : `${((count / totals.leads) * 100).toFixed(1)} %`)
  const wait = (ms: number | null) => (ms === null ? '–' : words(ms))
  const known = [...(events.duplicates > 0 ? [`${number(events.duplicates)} came twice`] : []), ...(events.stuck > 0 ? [`${number(events.stuck)} are stuck`] : [])]
  const parts = [
    `“${flow}”, ${number(days)} days from ${stamp(from)}, seed ${seed}`,
    ...(now < until ? [`Stopped at ${stamp(now)}; this is what was done until then.`] : []),
    `${number(events.total)} events came in${known.length > 0 ? `, ${known.join(' and ')}` : ''}: ${number(totals.leads)} leads, ${number(totals.runs)} runs.`,
    table('Where the leads are', places.filter((place) => totals.places[place] > 0 || place === 'nobody').map((place) => [placeWords[place], number(totals.places[place]), share(totals.places[place])])),
    table('How far they came', totals.levels.map(({ label, leads }) => [label, number(leads), share(leads)])),
    table('Why runs ended', Object.entries(totals.ends).map(([reason, count]) => [reason, number(count)])),
    table('What people did', Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)).map(([act, count]) => [act, number(count)])),
    table('Messages', totals.messages.map(({ channel, state, count }) => [`${channel}, ${state}`, number(count)])),
    table('Open work', Object.entries(totals.openWork).map(([kind, count]) => [kind, number(count)])),
    table('How long it took', [
      ['until somebody was asked', `median ${wait(totals.firstOfferMs.p50)}`, `95 % within ${wait(totals.firstOfferMs.p95)}`],
      ['until somebody had it', `median ${wait(totals.ownerMs.p50)}`, `95 % within ${wait(totals.ownerMs.p95)}`],
    ]),
    ...totals.leaks.leads.slice(0, 10).map(({ leadId, name, why }) => `Lost: ${name ?? 'unnamed lead'} (${leadId}). ${why}`),
    ...bugs.slice(0, 10).map((bug) => `An error in the code of a step: ${bug}`),
    verdict(report),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function verdict({ totals, bugs }: SimulationReport): string {
  const { count } = totals.leaks
  if (count > 0) return `${number(count)} ${count === 1 ? 'lead has' : 'leads have'} nobody. Look at the ways out at which they ended.`
  return bugs.length > 0 ? 'No lead was lost, but code of a step threw.' : 'No lead was lost.'
}

function table(title: string, rows: string[][]): string {
  if (rows.length === 0) return ''
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd())
  return [title, ...lines].join('\n')
}

function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function words(ms: number): string {
  const minutes = ms / 60_000
  if (minutes < 1) return `${Math.round(ms / 1_000)} s`
  if (minutes < 120) return `${Math.round(minutes)} min`
  return minutes < 2_880 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1_440).toFixed(1)} days`
}
