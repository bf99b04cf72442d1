import type Sqlite from 'better-sqlite3'
import { addWithin, wallAt } from '../calendar/second-calendar'

interface Sent {
  key: string
  state: string
  contactId: string
  channel: 'email' | 'sms'
  at: number
  zone: string | null
  region: string | null
  phone: string | null
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const maxBreaches = 20
/** The workspace of simulations. */
const workspace = { zone: 'Europe/Berlin', from: 9 * hourMs, to: 17 * hourMs, weekdays: [1, 2, 3, 4, 5], holidays: [] as string[] }
const colleagueDays = 3
/** Where the leads of these simulations are, by what they say; every zone that it may be. */
const zonesOf: Record<string, string[]> = { DE: ['Europe/Berlin'], 'US-FL': ['America/New_York', 'America/Chicago'], 'US-CA': ['America/Los_Angeles'] }

/**
 * Every message that a flow sent to a person outside, held against the rules for messages written down a second time: agreed at that instant, an hour that is allowed wherever the person
 * may be, no colleague in touch for three working days, no more than so many, and none twice. Reads rows only.
 */
export function judgeSends(db: Sqlite.Database): { sent: number; doubled: number; breaches: string[] } {
  const sends = db
    .prepare(`
      select effects.key, effects.state, touches.contact_id as contactId, touches.channel, touches.at, contacts.zone, contacts.region, contacts.phone_norm as phone
      from touches join effects on effects.key = touches.effect_key join contacts on contacts.id = touches.contact_id
      where effects.state in ('done', 'unknown') order by touches.at`)
    .all() as Sent[]
  const consents = db.prepare(`select state, at, received_at as receivedAt from consent_events where contact_id = ? and channel = ? and purpose = 'marketing' order by received_at`)
  const calls = db.prepare(`select at from touches where contact_id = ? and by = 'colleague' and at <= ? order by at desc limit 1`).pluck()
  const breaches: string[] = []
  const before = new Map<string, Sent[]>()
  const keys = new Set<string>()
  let doubled = 0
  for (const sent of sends) {
    const say = (what: string) => void (breaches.length < maxBreaches && breaches.push(`${what}: ${sent.channel} ${sent.key} at ${new Date(sent.at).toISOString()}`))
    if (keys.has(sent.key)) doubled += 1
    keys.add(sent.key)
    const said = (consents.all(sent.contactId, sent.channel) as { state: string; at: number; receivedAt: number }[]).filter(({ receivedAt }) => receivedAt <= sent.at)
    // Whoever takes it back and agrees again later has agreed.
    if (said.at(-1)?.state !== 'granted') say('without a yes')
    const zones = sent.zone ? [sent.zone] : (zonesOf[sent.region ?? ''] ?? [workspace.zone])
    for (const zone of zones) {
      const hour = (wallAt(sent.at, zone) % dayMs) / hourMs
      const [from, to] = sent.channel === 'email' ? [7, 21] : [8, sent.region === 'US-FL' ? 20 : 21]
      if (hour < from || hour >= to) say(`at a wrong hour in ${zone}`)
    }
    const call = calls.get(sent.contactId, sent.at) as number | undefined
    if (call !== undefined && addWithin(call, colleagueDays * 8 * hourMs, workspace) > sent.at) say('too soon after a colleague')
    const days = (earlier: Sent) => Math.floor(wallAt(sent.at, zones[0] ?? 'UTC') / dayMs) - Math.floor(wallAt(earlier.at, zones[0] ?? 'UTC') / dayMs)
    const own = before.get(sent.contactId) ?? []
    const mails = own.filter(({ channel }) => channel === sent.channel)
    if (sent.channel === 'email' && mails.some((earlier) => days(earlier) < 1)) say('a second e-mail on one day')
    if (mails.filter((earlier) => days(earlier) < 7).length >= (sent.channel === 'email' ? 3 : 1)) say('too many in a week')
    if (own.some((earlier) => sent.at - earlier.at < 30 * 60_000)) say('half an hour after another')
    own.push(sent)
    before.set(sent.contactId, own)
  }
  return { sent: sends.length, doubled, breaches }
}
