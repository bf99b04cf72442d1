import { expect, it } from 'vitest'
import { only, playSmall } from './small-simulation'

it('people do what their script says: shares, times, working hours', { timeout: 60_000 }, async () => {
  const { simulation, entries } = await playSmall({
    leads: 300, days: 10, world: { kind: 'generated', size: { reps: 8, capacity: 1_000 } },
    people: {
      roles: { rep: { haveIt: 0.6, passOn: 0.1, fromMinutes: 1, withinMinutes: 10, closesAfterDays: null, hours: { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: [] } } },
    },
  })
  const reps = new Set((simulation.world.db.$client.prepare(`select id from reps where role = 'rep'`).pluck().all() as string[]))
  // Somebody who writes again may go to a manager who has them already; those have their own times.
  const first = only(entries, 'effect').filter(({ nodeId, channel, state, recipient }) => nodeId === 'tell-first' && channel === 'email' && state === 'done' && reps.has(recipient))
  const isWorkTime = (at: number) => {
    const berlin = new Date(at + 3_600_000)
    return ![0, 6].includes(berlin.getUTCDay()) && berlin.getUTCHours() >= 9 && berlin.getUTCHours() < 17
  }
  // Told with a quarter of an hour of working time left: the answer, if there is one, comes in time.
  const told = first.filter(({ at }) => isWorkTime(at) && isWorkTime(at + 900_000))
  const answers = only(entries, 'answer').filter(({ result }) => result === 'done')
  const answerTo = ({ runId, recipient, at }: (typeof told)[number]) => {
    const leadId = only(entries, 'end').find((end) => end.runId === runId)?.leadId
    return answers.find((answer) => answer.leadId === leadId && answer.personId === recipient && answer.at >= at && answer.at <= at + 900_000)
  }
  const answered = told.map((message) => ({ message, answer: answerTo(message) }))
  const share = (act: string) => answered.filter(({ answer }) => answer?.act === act).length / told.length
  expect(told.length).toBeGreaterThan(100)
  // Four standard deviations of this many draws; the seed is fixed, so it comes out the same each time.
  const margin = (probability: number) => 4 * Math.sqrt((probability * (1 - probability)) / told.length)
  expect(Math.abs(share('have-it') - 0.6)).toBeLessThan(margin(0.6))
  expect(Math.abs(share('pass-on') - 0.1)).toBeLessThan(margin(0.1))
  for (const { message, answer } of answered) {
    if (!answer) continue
    expect(answer.at - message.at).toBeGreaterThanOrEqual(60_000)
    expect(answer.at - message.at).toBeLessThanOrEqual(600_000)
  }
  const onDuty = new Set(only(entries, 'step').filter(({ type }) => type === 'on-call').map(({ output }) => output?.repId))
  const byReps = answers.filter(({ personId, act }) => reps.has(personId) && !onDuty.has(personId) && (act === 'have-it' || act === 'pass-on'))
  expect(byReps.length).toBeGreaterThan(50)
  expect(byReps.every(({ at }) => isWorkTime(at))).toBe(true)
  simulation.close()
})

it('one person’s entry comes before everybody’s', async () => {
  const { simulation, entries } = await playSmall({ leads: 30, people: { everybody: { haveIt: 0, passOn: 0, claims: 0 }, roles: { 'on-call': { haveIt: 1, withinMinutes: 2 } } } })
  const answers = only(entries, 'answer').filter(({ act }) => act === 'have-it')
  const levels = simulation.world.db.$client.prepare(`select distinct level from assignments where state in ('accepted', 'released')`).pluck().all()
  expect(answers.length).toBeGreaterThan(10)
  expect(levels).toEqual(['Call who is on duty'])
  simulation.close()
})

it('approvals are answered as the script says', async () => {
  const { buildFlow, minutes } = await import('#test/conformance/build-flow')
  const document = buildFlow(
    { ask: ['route', { team: '' }], may: ['approval', { who: 'manager', window: minutes(600) }], yes: ['end', { reason: 'completed' }], no: ['end', { reason: 'rejected' }] },
    { 'ask.assigned': 'may', 'ask.nobody': 'no', 'may.approved': 'yes', 'may.rejected': 'no', 'may.timedOut': 'no' },
  )
  const { simulation, entries } = await playSmall({ leads: 10, flow: { document }, people: { everybody: { approves: 1, rejects: 0, decidesWithinMinutes: 30, hours: 'always' } } })
  const asked = simulation.world.db.$client.prepare('select count(*) from approvals').pluck().get()
  expect(asked).toBeGreaterThan(5)
  expect(only(entries, 'answer').filter(({ act }) => act === 'approve').length).toBe(asked)
  expect(simulation.totals().ends.completed).toBe(asked)
  simulation.close()
})
