import type { Random } from '#engine/simulate/random'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { LeadReference } from '../../events/lead-reference'
import { companyKinds, companyWords, familyNames, givenNames, messages, skills, territories } from './invented'

export interface Arrival {
  at: number
  type: string
  /** The sender's id; the same one again is a duplicate. */
  externalId: string
  /** Which lead it is about, for events that do not bring one. */
  lead?: LeadReference
  data: JsonObject
}

/** Shares of all leads. */
const duplicates = 0.03
const samePerson = 0.05
const odd = 0.08

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How much arrives in each hour of a working day, seen from UTC; at weekends a fifth of it. */
const hourWeights = [1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 16, 15, 17, 18, 16, 13, 9, 6, 5, 4, 3, 2, 1]
const weekendShare = 0.2

/** What goes wrong in forms, imports and integrations. A flow must come through all of it. */
const oddities: ((lead: JsonObject, random: Random) => Record<string, Json | undefined>)[] = [
  () => ({ email: undefined }),
  () => ({ email: undefined, phone: undefined, name: undefined }),
  () => ({ name: '', company: '   ' }),
  () => ({ territory: 'atlantis' }),
  () => ({ territory: undefined, skills: undefined }),
  () => ({ amount: '12,5' }),
  () => ({ amount: -1 }),
  () => ({ amount: 1e300, score: 'high' }),
  () => ({ email: 'not an address', phone: '12' }),
  () => ({ name: '<script>alert(1)</script> {{ lead.email }} {% if %}' }),
  () => ({ message: 'long '.repeat(2_000) }),
  () => ({ name: 'Zoë 🦊\u202Etxet\u0000', company: 'Ωμέγα & Söhne „GmbH“' }),
  ({ email }) => ({ email: String(email).toUpperCase() }),
  () => ({ skills: 'logistics, , construction', nested: { deep: [1, { two: null }] } }),
]

/**
 * Leads as they come in over a time: more by day than by night, fewer at weekends, some of them twice, some from somebody
 * who has written before, and some with whatever goes wrong in forms. In the order in which they arrive.
 */
export function* generateLeads(input: { count: number; from: number; days: number; random: Random }): Generator<Arrival> {
  const { count, from, days } = input
  const random = input.random.fork('leads')
  const times = arrivalTimes(count, from, days, random.fork('times'))
  const known: Arrival[] = []
  for (const [index, at] of times.entries()) {
    const before = known.length > 0 ? random.pick(known) : undefined
    const roll = random.next()
    if (before && roll < duplicates) {
      yield { ...before, at }
      continue
    }
    const lead = inventLead(index, random)
    if (before && roll < duplicates + samePerson) Object.assign(lead, { name: before.data.name ?? null, email: before.data.email ?? null })
    else if (roll > 1 - odd) Object.assign(lead, random.pick(oddities)(lead, random))
    // What is undefined was never sent.
    const arrival: Arrival = { at, type: 'lead.received', externalId: `simulated-${index + 1}`, data: JSON.parse(JSON.stringify(lead)) as JsonObject }
    if (known.length < 200) known.push(arrival)
    else known[random.whole(0, 199)] = arrival
    yield arrival
  }
}

function inventLead(index: number, random: Random): JsonObject {
  const given = random.pick(givenNames)
  const family = random.pick(familyNames)
  const company = `${random.pick(companyWords)} ${random.pick(companyKinds)}`
  return {
    name: `${given} ${family}`,
    email: `lead${index + 1}@${company.toLowerCase().replace(/[^a-z]+/g, '-')}.example`,
    ...(random.isTrue(0.6) && { phone: `+49221555${String(random.whole(0, 9_999)).padStart(4, '0')}` }),
    company,
    territory: random.pick(territories),
    ...(random.isTrue(0.4) && { skills: [random.pick(skills)] }),
    ...(random.isTrue(0.5) && { industry: random.pick(skills) }),
    amount: Math.round(10 ** (3 + random.next() * 2.3)),
    score: random.whole(0, 100),
    ...(random.isTrue(0.7) && { message: random.pick(messages) }),
  }
}

function arrivalTimes(count: number, from: number, days: number, random: Random): number[] {
  const until = from + days * dayMs
  const weightAt = (at: number) => {
    const day = new Date(at).getUTCDay()
    return (hourWeights[Math.floor((at % dayMs) / hourMs)] ?? 1) * (day === 0 || day === 6 ? weekendShare : 1)
  }
  // Hours with the sum of weight before them; a lead falls into one in proportion to its weight.
  const hours: { at: number; length: number; before: number }[] = []
  let sum = 0
  for (let at = from; at < until; ) {
    const next = Math.min(until, at - (at % hourMs) + hourMs)
    hours.push({ at, length: next - at, before: sum })
    sum += (weightAt(at) * (next - at)) / hourMs
    at = next
  }
  const times = Array.from({ length: count }, () => {
    const place = random.next() * sum
    let low = 0
    for (let high = hours.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1
      if ((hours[middle]?.before ?? 0) <= place) low = middle
      else high = middle - 1
    }
    const hour = hours[low]
    return hour ? hour.at + Math.floor(random.next() * hour.length) : from
  })
  return times.sort((a, b) => a - b)
}
