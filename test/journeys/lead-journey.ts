import { checkAll, type Verdict } from '../harness/checks/check-all'
import { countPlaces } from '../harness/checks/place-of-lead'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { signInAsOwner, startPeople } from '../harness/people'
import { createRandom } from '../harness/random'
import { type Facts, readRows, type Rows } from '../harness/read-facts'
import { startHttpReceiver } from '../harness/receivers/http-receiver'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { startStack } from '../harness/start-stack'
import { until } from '../harness/until'

export interface LeadJourneyOptions {
  leads: number
  reps: number
  capacity: number
  windowSeconds: number
  seed: number
  onProgress?(line: string): void
}

export interface LeadJourneyResult extends Verdict {
  deliveries: number
  accepted: number
  runs: number
  mails: number
  webhooks: number
  /** Rows of the ledger by state, and how many messages a person was sent outside: one each. */
  ledger: Record<string, number>
  /** Ms from receipt to the first offer: the middle one and the slowest of 95 %. */
  offeredAfterMs: { median: number; p95: number }
  /** Ms from a window's end to the moment the run followed it. */
  windowLateMs: { median: number; p95: number }
  seconds: number
}

/** Nothing is killed: many leads at once, reps of whom 60 % answer; ends when nobody is being asked any more. */
export async function runLeadJourney({ leads, reps, capacity, windowSeconds, seed, onProgress = () => undefined }: LeadJourneyOptions): Promise<LeadJourneyResult> {
  const began = Date.now()
  const random = createRandom(seed)
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: smtp.url,
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps, capacity, watchers: 3, webhookUrl: http.url('').replace(/\/$/, ''), windows: { 'wait-first': windowSeconds, 'wait-next': windowSeconds } })
    },
  })
  try {
    if (!workspace) throw new Error('test.runLeadJourney: no workspace')
    const { people: everybody, source } = workspace
    const onCall = everybody.filter((each) => each.role === 'on-call').map((each) => each.id)
    await stack.untilWorkerIsReady()
    const cookie = await signInAsOwner(stack)
    const people = startPeople({ url: stack.url, people: everybody, mails: smtp.mails, random: random.fork('people'), windowMs: windowSeconds * 1_000, answers: 0.6, claims: { cookie, likely: 0.5 } })
    const times = 3
    const sentAt = Date.now()
    const sent = await sendLeads({ url: stack.url, source, count: leads, times, random: random.fork('leads'), parallel: 20 })
    onProgress(`${leads} leads, each delivered ${times} times: accepted in ${((Date.now() - sentAt) / 1000).toFixed(1)} s`)

    let toldAt = Date.now()
    const lostOnTheWay: string[] = []
    await until('nobody is being asked any more', (windowSeconds * 4 + 120) * 1_000, () => {
      const rows = readRows(stack.databaseFile)
      const places = countPlaces({ rows, onCall })
      if (places.lost > 0) lostOnTheWay.push(`${places.lost} leads were with nobody ${((Date.now() - sentAt) / 1000).toFixed(1)} s after the first arrived`)
      const underWay = rows.effects.filter((row) => row.state === 'claimed' || row.state === 'sending').length
      if (Date.now() - toldAt > 15_000) {
        toldAt = Date.now()
        onProgress(`${((Date.now() - sentAt) / 1000).toFixed(0)} s: ${JSON.stringify(places)}, ${underWay} messages under way`)
      }
      const atRest = rows.runs.length === leads && rows.runs.every((run) => run.state === 'done' || run.state === 'failed' || run.state === 'waiting')
      return atRest && places.asked === 0 && underWay === 0 && rows.outbox.length === 0
    }, 500)
    await people.stop()
    const { leftOver } = await stack.stop()

    const rows = readRows(stack.databaseFile)
    const facts: Facts = { rows, sent, mails: smtp.mails(), requests: http.requests(), presses: people.presses(), claims: people.claims(), onCall }
    const verdict = checkAll(facts)
    const violations = [...verdict.violations, ...leftOver.map((pid) => ({ check: 'processes', what: `process ${pid} was still there after the server had stopped` }))]
    for (const what of lostOnTheWay) violations.push({ check: 'places', what })
    // Without kills and faults nothing may be uncertain, or refused.
    for (const row of rows.effects) if (row.state === 'unknown' || row.state === 'failed') violations.push({ check: 'messages', what: `${row.key} is ${row.state}: ${row.reason}` })
    return {
      ...verdict, violations, deliveries: leads * times, accepted: sent.reduce((sum, lead) => sum + lead.answers.length, 0), runs: rows.runs.length,
      mails: facts.mails.length, webhooks: facts.requests.length, ledger: countBy(rows.effects, (row) => `${row.channel} ${row.state}`),
      offeredAfterMs: spread(offerDelays(rows)), windowLateMs: spread(lateness(rows)), seconds: (Date.now() - began) / 1000,
    }
  } finally {
    stack.remove()
    await Promise.allSettled([smtp.stop(), http.stop()])
  }
}

function offerDelays({ leads, assignments }: Rows): number[] {
  return leads.flatMap((lead) => {
    const first = assignments.filter((each) => each.subjectId === lead.id).sort((a, b) => a.offeredAt - b.offeredAt)[0]
    return first ? [first.offeredAt - lead.receivedAt] : []
  })
}

/** How long after its time a wait was closed by it. */
export function lateness({ waits }: Pick<Rows, 'waits'>): number[] {
  return waits.flatMap((wait) => (wait.state === 'timed-out' && wait.closedAt !== null ? [wait.closedAt - wait.dueAt] : []))
}

export function spread(values: number[]): { median: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}

function countBy<T>(rows: T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1
  return counts
}
