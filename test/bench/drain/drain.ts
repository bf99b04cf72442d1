import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowDocument } from '#engine/graph/flow'
import { createEmailProvider } from '#server/connectors/email/send-email'
import { changeSendRates } from '#server/send-rates/send-rates'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorld } from '#test/conformance/world'
import { mostWithin } from '../../harness/checks/most-within'
import { startSmtpReceiver } from '../../harness/receivers/smtp-receiver'
import { median, percentile } from '../median'
import { runInRealTime } from './run-in-real-time'

const messages = 10_000
const perSecond = 50
const priorities = [1, 5, 7] as const
/** Time to bring all runs to the wait. */
const beginWithinMs = 60_000
const atOnce = 50
const noHours = { hours: [], caps: [], gapMinutes: 0, afterHumanDays: 0, neverHeldByPeople: [] }

/** Writes at the instant that came with the lead, to leads with this score. */
function flow(priority: (typeof priorities)[number]): FlowDocument {
  const document = buildFlow(
    {
      due: ['wait', { kind: 'date-field', dateField: 'lead.more.at' }],
      write: ['send-message', { purpose: 'inquiry', sender: 'workspace' }], done: ['end', { reason: 'completed' }], no: ['end', { reason: 'no-consent' }],
      in: ['event-trigger', { condition: { combinator: 'and', rules: [{ field: 'lead.score', operator: '=', value: priority }] } }],
    },
    { 'due.done': 'write', 'due.noDate': 'no', 'write.sent': 'done', 'write.refused': 'no', 'write.expired': 'no', 'write.failed': 'no' },
  )
  return { ...document, name: `Priority ${priority}`, sequence: { exits: [], whenBusy: 'wait', priority } }
}

/**
 * 10,000 messages that are due at the same moment, of three priorities, through the real ledger, gate and lane, by SMTP to a server on this machine, with a rate of 50 a second: how many arrive within
 * any second, in which order, and how long it takes beside the least that the rate allows.
 */
export async function benchDrain(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-drain-'))
  const receiver = await startSmtpReceiver()
  const world = createWorld({ now: Date.now(), isGrouped: true, file: join(folder, 'drain.db') })
  const email = createEmailProvider({ smtpUrl: receiver.url, from: 'Team <team@bench.example>' })
  world.providers.email = email
  let stop: (() => Promise<void>) | undefined
  try {
    await world.writer.write((tx) => {
      changeSendRates(tx, { rates: { email: perSecond }, actor: { kind: 'system', id: 'bench' } }, Date.now())
      tx.$client.prepare(`insert into settings (key, value) values ('contact-gate', ?)`).run(JSON.stringify(noHours))
    })
    for (const priority of priorities) await world.publishOther(flow(priority))
    const priorityOf = new Map<string, number>()
    for (let from = 0; from < messages; from += atOnce) {
      await Promise.all(Array.from({ length: Math.min(atOnce, messages - from) }, (_each, index) => {
        const score = priorities[(from + index) % priorities.length] ?? 5
        const to = `p${from + index}@bench.example`
        priorityOf.set(to, score)
        return world.receive({ name: to, email: to, score }, { id: to, now: Date.now() })
      }))
    }
    const dueAt = Date.now() + beginWithinMs
    world.db.$client.prepare(`update leads set more = json_set(more, '$.at', ?)`).run(new Date(dueAt).toISOString())
    stop = runInRealTime(world, console.error)
    const waiting = world.db.$client.prepare(`select count(*) from waits where state = 'open'`).pluck()
    while (waiting.get() !== messages && Date.now() < dueAt) await new Promise((resolve) => setTimeout(resolve, 500))
    console.log(`\nDrain: ${messages.toLocaleString('en')} e-mails due at one moment, ${perSecond} a second at most; all runs waited for it ${((dueAt - Date.now()) / 1_000).toFixed(0)} s before`)
    const begunBefore = receiver.count()
    const over = world.db.$client.prepare(`select count(*) from effects where state in ('done', 'failed', 'unknown', 'cancelled')`).pluck()
    while (over.get() !== messages && Date.now() < dueAt + 15 * 60_000) await new Promise((resolve) => setTimeout(resolve, 500))
    tell(receiver.mails(), { dueAt, priorityOf, begunBefore })
    const asked = world.db.$client.prepare(`select max(woken), avg(woken) from (select count(*) as woken from run_inbox where kind = 'woken' group by run_id)`).raw().get() as [number, number]
    console.log(`  asked again after the first time: ${(asked[1] ?? 0).toFixed(2)} times on average, ${asked[0] ?? 0} at most`)
  } finally {
    await stop?.()
    email.close()
    await receiver.stop()
    world.db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function tell(mails: { to: string; at: number }[], { dueAt, priorityOf, begunBefore }: { dueAt: number; priorityOf: Map<string, number>; begunBefore: number }): void {
  const at = mails.map((mail) => mail.at)
  const least = messages / perSecond
  const took = (Math.max(...at) - dueAt) / 1_000
  console.log(`  arrived: ${mails.length.toLocaleString('en')}, ${new Set(mails.map(({ to }) => to)).size.toLocaleString('en')} different; before it was due: ${begunBefore}`)
  console.log(`  most within any second: ${mostWithin(at, 1_000)} (the rate is ${perSecond})`)
  console.log(`  all gone after ${took.toFixed(1)} s; the least that the rate allows is ${least.toFixed(1)} s: ${(took / least).toFixed(2)} times`)
  for (const priority of priorities) {
    const own = mails.filter(({ to }) => priorityOf.get(to) === priority).map((mail) => (mail.at - dueAt) / 1_000)
    console.log(`  priority ${priority}: the first after ${Math.min(...own).toFixed(1)} s, half after ${median(own).toFixed(1)} s, 99 of 100 after ${percentile(own, 0.99).toFixed(1)} s, the last after ${Math.max(...own).toFixed(1)} s`)
  }
}
