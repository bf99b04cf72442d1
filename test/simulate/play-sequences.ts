import { createRandom, type Random } from '#engine/simulate/random'
import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import { sayConsent } from '#server/consent/say-consent'
import { openSimulation } from '#server/simulate/open-simulation'
import type { ProviderScript } from '#server/simulate/providers/provider-script'
import { type Arrival, generateLeads } from '#server/simulate/world/generate-leads'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { welcome } from '#templates/welcome/template'
import { judgeSends } from './judge-sends'

export interface SequencesInput {
  seed: number
  leads: number
  days: number
  reps: number
  capacity: number
  /** How often the engine dies, in commits on average; nothing: never. */
  commitsBetweenCrashes?: number
  onProgress?(share: number): void
}

export interface SequencesResult {
  seed: number
  leads: number
  crashes: number
  /** Runs of the welcome that began and are over, and those of them that ended by a failure. */
  ended: number
  broken: number
  /** Runs that are not over although everything they could wait for has passed; and ends without a reason of the list. */
  stopped: number
  nameless: number
  ends: Record<string, number>
  sent: number
  doubled: number
  /** Messages that reached somebody who had not agreed, at a wrong hour, too soon after a colleague, or too often; each in words. */
  breaches: string[]
  conflicts: { found: number; open: number; delivered: number }
  withdrawals: number
  touches: number
  bugs: string[]
}

/** A Monday, seven in the morning UTC. */
const start = Date.UTC(2027, 0, 4, 7)
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** The slowest welcome, with every pause that a colleague's touch makes, ends within these. */
const tailDays = 75

/** Where leads are from, in shares; several zones where it is not known in which of them. */
const places: [where: Record<string, string>, share: number][] = [
  [{ country: 'DE' }, 0.3], [{ country: 'US', state: 'FL' }, 0.15], [{ country: 'US', state: 'CA' }, 0.15], [{ timeZone: 'America/New_York' }, 0.1], [{ timeZone: 'Asia/Kolkata' }, 0.1],
  [{ timeZone: 'Australia/Lord_Howe' }, 0.05], [{}, 0.15],
]

/**
 * The welcome beside fallback routing: leads from many zones agree, take it back, answer, book, are called by colleagues at instants drawn at random; providers fail, lose their
 * answers and are down for hours; the engine dies after commits drawn at random. Then every message that went is judged by rules written down a second time. The same input gives the same result.
 */
export async function playSequences({ seed, leads, days, reps, capacity, commitsBetweenCrashes, onProgress }: SequencesInput): Promise<SequencesResult> {
  const random = createRandom(`sequences ${seed}`)
  const simulation = await openSimulation({
    flow: { id: 'welcome', document: welcome.build('standard', {}, { purpose: 'marketing' }) }, beside: [{ id: 'routing', document: fallbackRouting.build('standard', { team: '', queue: '', rota: '' }) }],
    seed, startAt: start, world: { kind: 'generated', size: { reps, capacity } }, providers: failures(random, days + tailDays), people: { everybody: { closesAfterDays: [8, 40] }, roles: { manager: { hours: 'always' } } },
  })
  const { db, writer } = simulation.world
  const { $client } = db
  const fates = random.fork('fates')
  let crashes = 0
  let commits = 0
  let withdrawals = 0
  let touched = 0
  let nextCrash = drawCrash()
  function drawCrash(): number {
    return commitsBetweenCrashes === undefined ? Number.POSITIVE_INFINITY : random.whole(1, 2 * commitsBetweenCrashes)
  }
  writer.onCommit(() => {
    commits += 1
    if (commits < nextCrash) return
    nextCrash = commits + drawCrash()
    crashes += 1
    simulation.crash()
  })

  const contactOf = $client.prepare('select contact_id from leads where id = ?').pluck()
  const seen = new Set<string>()
  simulation.onReceived(({ state, subjectId }) => {
    if (state !== 'new' || subjectId === null || seen.has(subjectId)) return
    seen.add(subjectId)
    const later = (share: number, withinDays: number, act: (now: number) => Promise<unknown>) => {
      if (!fates.isTrue(share)) return
      // Half of them near a moment at which a message is due, to the millisecond.
      const at = fates.isTrue(0.5) ? fates.whole(1, withinDays * dayMs) : fates.whole(1, withinDays) * dayMs + fates.whole(-1, 1)
      simulation.at(simulation.now() + at, () => act(simulation.now()).then(() => undefined))
    }
    const hears = (type: string) => (now: number) => simulation.receive({ type, externalId: `${type} ${subjectId} ${now}`, lead: subjectId, data: {} })
    later(0.1, 20, hears('email.replied'))
    later(0.04, 20, hears('meeting.booked'))
    later(0.02, 20, hears('deal.created'))
    for (let call = 0; call < 2; call += 1) {
      later(0.12, 18, (now) => {
        touched += 1
        return hears('call.logged')(now)
      })
    }
    later(0.1, 18, async (now) => {
      withdrawals += 1
      const contactId = contactOf.get(subjectId) as string
      await writer.write((tx) => {
        for (const channel of ['email', 'sms'] as const) sayConsent(tx, { contactId, channel, purpose: 'marketing', state: 'withdrawn', at: now, source: 'test', actor: { kind: 'system', id: 'test' } }, now)
      })
    })
  })

  simulation.schedule(withConsents(generateLeads({ count: leads, from: start, days, random: createRandom(`leads ${seed}`) }), random.fork('consents')))
  const until = start + (days + tailDays) * dayMs
  await simulation.play(until, { onProgress: (now) => onProgress?.((now - start) / (until - start)) })

  const count = (sql: string) => $client.prepare(sql).pluck().get() as number
  const ends = Object.fromEntries(($client.prepare(`select coalesce(end_reason, state) as reason, count(*) as count from runs where flow_id = 'welcome' group by 1 order by 2 desc`).all() as { reason: string; count: number }[]).map((row) => [row.reason, row.count]))
  const known = new Set([...Object.keys(endReasons), ...Object.keys(engineEndReasons)])
  const { sent, doubled, breaches } = judgeSends($client)
  const result: SequencesResult = {
    seed, leads: count('select count(*) from leads'), crashes,
    ended: count(`select count(*) from runs where flow_id = 'welcome' and state in ('done', 'failed') and end_reason <> 'dropped'`), broken: count(`select count(*) from runs where flow_id = 'welcome' and state = 'failed'`),
    stopped: count(`select count(*) from runs where flow_id = 'welcome' and state not in ('done', 'failed')`),
    nameless: Object.entries(ends).reduce((sum, [reason, number]) => sum + (known.has(reason) ? 0 : number), 0),
    ends, sent, doubled, breaches,
    conflicts: { found: count('select count(*) from conflicts'), open: count(`select count(*) from conflicts where state = 'open'`), delivered: count(`select count(*) from conflicts where state = 'delivered'`) },
    withdrawals, touches: touched, bugs: simulation.trace.bugs,
  }
  simulation.close()
  return result
}

/** Mail and text messages that fail, are put off and lose their answers, with hours in which nothing goes. */
function failures(random: Random, days: number): ProviderScript {
  const own = random.fork('outages')
  const outages = Array.from({ length: Math.ceil(days / 6) }, () => {
    const from = start + own.whole(0, days * 24) * hourMs
    return { down: true, from: new Date(from).toISOString(), until: new Date(from + own.whole(1, 9) * hourMs).toISOString() }
  })
  const usual = { retries: 0.03, timesOutAfterAccept: 0.01, seconds: 2 }
  return { email: [{ ...usual, fails: 0.005 }, ...outages], sms: [usual, ...outages] }
}

function* withConsents(arrivals: Iterable<Arrival>, random: Random): Generator<Arrival> {
  // Whoever writes again is where they were.
  const placed = new Map<string, Record<string, string>>()
  for (const arrival of arrivals) {
    const consent = [...(random.isTrue(0.88) ? [{ channel: 'email', purpose: 'marketing', textVersion: 'v1' }] : []), ...(random.isTrue(0.5) ? [{ channel: 'sms', purpose: 'marketing', textVersion: 'v1' }] : [])]
    const who = String(arrival.data.email ?? arrival.data.phone ?? arrival.externalId).toLowerCase()
    const where = placed.get(who) ?? drawPlace(random)
    placed.set(who, where)
    // Invented numbers repeat, and the same number is the same person, who cannot be in two places.
    const phone: Record<string, string> = typeof arrival.data.phone === 'string' ? { phone: `+49221${String(5_500_000 + placed.size)}` } : {}
    yield { ...arrival, data: { ...arrival.data, ...phone, consent, ...where } }
  }
}

function drawPlace(random: Random): Record<string, string> {
  const roll = random.next()
  return places.find((_place, index) => roll < places.slice(0, index + 1).reduce((sum, [, share]) => sum + share, 0))?.[0] ?? {}
}
