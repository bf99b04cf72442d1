import { checkAll, type Verdict } from '../harness/checks/check-all'
import { countPlaces } from '../harness/checks/place-of-lead'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { describeStuck } from '../harness/describe-stuck'
import { signInAsOwner, startPeople } from '../harness/people'
import { createRandom, type Random } from '../harness/random'
import { type Facts, readRows, type Violation } from '../harness/read-facts'
import { type HttpReceiver, startHttpReceiver } from '../harness/receivers/http-receiver'
import { type SmtpReceiver, startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendEvent, sendLeads } from '../harness/send-leads'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeRoster, type RosterChanges } from './change-roster'
import { killParts, type Kills } from './kill-parts'
import { checkLetters, consentOf, lettersFlow, openRules, readLetters } from './letters'
import { mixFlow, subFlow } from './mix-flows'

export interface SeedOptions {
  seed: number
  /** The sources to test; this repository unless told otherwise. */
  repository?: string
  /** 30 unless told otherwise. With more of them there are more people, and it takes longer. */
  leads?: number
  /** Reps leave, join, are away and fall silent meanwhile: a tenth of them each. */
  isRosterChanging?: boolean
  /** Whoever agrees gets letters beside the routing; some say no by one click, some answer. */
  isWriting?: boolean
  onProgress?(line: string): void
}

export interface SeedResult extends Verdict {
  seed: number
  kills: Kills
  leads: number
  changes: RosterChanges
  /** Letters that arrived, and people who said no to more. */
  letters: number
  saidNo: number
  seconds: number
  /** Where to look when something is wrong: the end of the log. */
  logTail: string
}

const windowSeconds = 3
const windows = {
  'wait-first': windowSeconds, 'wait-next': windowSeconds, 'wait-high': 4, 'wait-claim': 3, 'wait-claim-2': 3, 'wait-claim-3': 3, 'wait-duty': 4, 'wait-leaders': 4,
}
/** Each lead comes about so long after the one before. */
const leadEveryMs = 300
/** So many leads for each rep, who has room for a few of them. */
const leadsPerRep = 5
/** After the last kill, and for each lead on top of it. */
const settlesWithinMs = 60_000
const settlesWithinMsPerLead = 500
/** With letters each lead has three flows and messages instead of two. */
const lettersMsPerLead = 500

/** One world: leads arrive, people answer or do not, parts are killed; then it must come to rest with nothing lost or doubled. */
export async function runSeed({ seed, repository, leads = 30, isRosterChanging = false, isWriting = false, onProgress = () => undefined }: SeedOptions): Promise<SeedResult> {
  const began = Date.now()
  const random = createRandom(seed)
  const sendOverMs = leads * leadEveryMs
  const reps = Math.round(leads / leadsPerRep)
  const changesEach = isRosterChanging ? Math.max(1, Math.round(reps / 10)) : 0
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  makeSlow(random.fork('slow'), smtp, http)

  let workspace: Workspace | undefined
  const stack = await startStack({
    ...(repository && { repository }),
    smtpUrl: smtp.url,
    limits: 0.2,
    env: { WATERTIGHT_ALLOW_PRIVATE_HTTP: '1' },
    prepare: (folder) => {
      const url = http.url('').replace(/\/$/, '')
      workspace = createWorkspace(folder, { reps, joiners: changesEach, capacity: 4, webhookUrl: url, windows, ...(isWriting && { gateRules: openRules }), more: (publish, { watchers }) => {
        publish(mixFlow({ sub: publish(subFlow()), watchers, url }))
        if (isWriting) publish(lettersFlow())
      } })
    },
  })
  let looking: NodeJS.Timeout | undefined
  try {
    if (!workspace) throw new Error('test.runSeed: no workspace')
    const { people: everybody, source } = workspace
    const onCall = everybody.filter((each) => each.role === 'on-call').map((each) => each.id)
    await stack.untilWorkerIsReady()
    const cookie = await signInAsOwner(stack)
    const people = startPeople({
      url: stack.url, people: everybody, mails: smtp.mails, random: random.fork('people'), windowMs: windowSeconds * 1_000, answers: 0.6, claims: { cookie, likely: 0.2 },
    })
    const lostOnTheWay: Violation[] = []
    looking = setInterval(() => {
      const lost = countPlaces({ rows: readRows(stack.databaseFile), onCall }).lost
      if (lost > 0) lostOnTheWay.push({ check: 'places', what: `${lost} leads were with nobody ${((Date.now() - began) / 1000).toFixed(1)} s after the beginning` })
    }, 400)
    const [sent, , , kills, changes, unwilling] = await Promise.all([
      sendLeads({ url: stack.url, source, count: leads, times: 3, random: random.fork('leads'), parallel: 12, spreadMs: sendOverMs, ...(isWriting && { more: consentOf }) }),
      pingLeads(stack.url, source, { leads, overMs: sendOverMs }, random.fork('pings')),
      pauseSome(stack, cookie, random.fork('pauses')),
      killParts({ stack, random: random.fork('kills'), messages: () => smtp.count() + http.count(), kills: killsFor(leads), onKill: (part) => onProgress(`  ${((Date.now() - began) / 1000).toFixed(1)} s: killed ${part}`) }),
      changeRoster({
        reps: everybody.filter(({ role }) => role === 'rep').slice(0, reps), joiners: everybody.filter(({ role }) => role === 'rep').slice(reps), each: changesEach, overMs: sendOverMs,
        random: random.fork('roster'), silence: people.fallSilent, change: (personId, change) => changePerson(stack.url, cookie, personId, change),
      }),
      isWriting ? readLetters({ url: stack.url, source, leads, mails: smtp.mails, random: random.fork('letters'), overMs: sendOverMs }) : undefined,
    ])
    smtp.heal()
    http.heal()
    people.answerEverything()
    const restless = await untilAtRest(stack, settlesWithinMs + leads * (settlesWithinMsPerLead + (isWriting ? lettersMsPerLead : 0)))
    clearInterval(looking)
    onProgress(`  ${((Date.now() - began) / 1000).toFixed(1)} s: ${restless ? 'not at rest' : 'at rest'}`)
    const stuck = restless ? await describeStuck(stack.temporalAddress, readRows(stack.databaseFile)).catch((error: unknown) => [String(error)]) : []
    await people.stop()
    const { leftOver } = await stack.stop()

    const facts: Facts = {
      rows: readRows(stack.databaseFile), sent, mails: smtp.mails(), requests: http.requests(), presses: people.presses(), claims: people.claims(),
      onCall,
    }
    const verdict = checkAll(facts)
    const violations: Violation[] = [...verdict.violations, ...lostOnTheWay, ...(unwilling ? checkLetters(facts.rows, facts.mails, unwilling) : [])]
    if (restless) violations.unshift({ check: 'rest', what: [restless, ...stuck].join('\n') })
    if (leftOver.length > 0) violations.push({ check: 'processes', what: `${leftOver.length} processes were still there after the server had stopped` })
    return { ...verdict, violations, seed, kills, leads, changes, saidNo: unwilling?.no.size ?? 0, letters: facts.mails.filter(({ subject }) => subject.startsWith('Letter')).length, seconds: (Date.now() - began) / 1000, logTail: stack.log().slice(-4_000) }
  } finally {
    clearInterval(looking)
    stack.remove()
    await Promise.allSettled([smtp.stop(), http.stop()])
  }
}

/** With ten times as many leads there are three times as many kills: the world must have time to go on in between. */
function killsFor(leads: number): [least: number, most: number] {
  const more = Math.sqrt(leads / 30)
  return [Math.round(5 * more), Math.round(7 * more)]
}

/** Events for the runs that wait for them, or will, or did: for two leads of three, once or twice, each sent twice under its id. */
async function pingLeads(url: string, source: { id: string; secret: string }, { leads, overMs }: { leads: number; overMs: number }, random: Random): Promise<void> {
  const pings = Array.from({ length: leads }, (_, index) => ({ email: `lead-${index + 1}@customer.example`, times: random.isTrue(0.66) ? random.whole(1, 2) : 0, afterMs: random.whole(500, overMs + 4_000) }))
  await Promise.all(
    pings.flatMap(({ email, times, afterMs }) =>
      Array.from({ length: times }, async (_, time) => {
        await sleep(afterMs + time * 900)
        await sendEvent({ url, source, type: 'mix.ping', email, id: `ping-${email}-${time}` })
      }),
    ),
  )
}

/** By the page of the roster, again and again until it is answered. */
async function changePerson(url: string, cookie: string, personId: string, change: object): Promise<boolean> {
  const press = () => fetch(`${url}/api/roster/reps/${personId}`, { method: 'PATCH', headers: { 'content-type': 'application/json', cookie, origin: url }, body: JSON.stringify(change), signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false)
  return until('the roster is changed', 60_000, press, 250).then(() => true, () => false)
}

/** Somebody pauses runs and lets them go on, some with their dates moved. What is refused was over, or is down just now. */
async function pauseSome(stack: Stack, cookie: string, random: Random): Promise<void> {
  const press = (path: string, body: object) =>
    fetch(stack.url + path, { method: 'POST', headers: { 'content-type': 'application/json', cookie, origin: stack.url }, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false)
  for (let index = 0; index < 10; index += 1) {
    await sleep(random.whole(300, 1_000))
    const open = readRows(stack.databaseFile).runs.filter((run) => (run.state === 'running' || run.state === 'waiting') && run.hold === null)
    const run = open[Math.floor(random.next() * open.length)]
    const [pauseMs, dates] = [random.whole(600, 2_200), random.isTrue(0.5) ? 'keep' : 'shift']
    if (!run) continue
    await press(`/api/runs/${run.id}/pause`, {})
    await sleep(pauseMs)
    // Not by the answer: that of a server that was killed just then is lost, and the run is paused all the same.
    if (readRows(stack.databaseFile).runs.find(({ id }) => id === run.id)?.hold !== 'paused') continue
    await until('the run is let go on', 30_000, () => press(`/api/runs/${run.id}/resume`, { dates }), 250).catch(() => undefined)
  }
}

/**
 * Receivers that take a message at once and say so 50 to 400 ms later: a kill in between leaves the sender not knowing. Now
 * and then a mail is put off, so that it is tried again beside the run, or the connection breaks after it was taken.
 */
function makeSlow(random: Random, smtp: SmtpReceiver, http: HttpReceiver): void {
  for (let index = 0; index < 600; index += 1) {
    const trouble = random.next()
    const ms = random.whole(50, 400)
    if (trouble < 0.1) smtp.fail('anybody', { kind: 'reply', code: 451, at: 'message' }, 1)
    else if (trouble < 0.13) smtp.fail('anybody', { kind: 'drop', at: 'after-storing' }, 1)
    else smtp.fail('anybody', { kind: 'slow', ms }, 1)
    http.answer('any', trouble > 0.97 ? { end: 'reset' } : { delayMs: random.whole(50, 400) }, 1)
  }
}

/** Resolves to what is still under way when the time is over; undefined when everything has come to rest. */
async function untilAtRest(stack: Stack, withinMs: number): Promise<string | undefined> {
  let restless = ''
  try {
    await until('rest', withinMs, () => {
      const { runs, effects, outbox } = readRows(stack.databaseFile)
      const openRuns = runs.filter((run) => run.state !== 'done' && run.state !== 'failed')
      const underWay = effects.filter((row) => row.state === 'claimed' || row.state === 'sending')
      restless = [...openRuns.map((run) => `run ${run.id} is ${run.state}`), ...underWay.map((row) => `${row.key} is ${row.state}`), ...(outbox.length > 0 ? [`${outbox.length} rows in the outbox`] : [])].join('; ')
      return restless === ''
    }, 250)
    return undefined
  } catch {
    return `not at rest ${withinMs / 1000} s after the last kill: ${restless.slice(0, 1_500)}`
  }
}
