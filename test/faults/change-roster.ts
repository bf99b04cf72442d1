import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../harness/create-workspace'
import type { Random } from '../harness/random'

export interface RosterChanges {
  left: string[]
  joined: string[]
  away: string[]
  silent: string[]
}

/** A change of one person, made again until it is answered: the server may be down just now. False when it never was. */
export type ChangePerson = (personId: string, change: { active?: boolean; awayUntil?: number | null }) => Promise<boolean>

/**
 * The roster changes while leads arrive: at random instants reps leave, those who have not been here join, some are away for a few seconds, and some stop
 * answering without a word. Resolves when all of it has happened.
 */
export async function changeRoster(input: { reps: Person[]; joiners: Person[]; each: number; overMs: number; random: Random; change: ChangePerson; silence(personId: string): void }): Promise<RosterChanges> {
  const { reps, joiners, each, overMs, random, change, silence } = input
  const drawn = random.shuffle(reps)
  const [left, away, silent] = [drawn.slice(0, each), drawn.slice(each, 2 * each), drawn.slice(2 * each, 3 * each)]
  const done: RosterChanges = { left: [], joined: [], away: [], silent: [] }
  const later = (people: Person[], kind: keyof RosterChanges, act: (person: Person) => Promise<boolean>) =>
    people.map(async (person) => {
      await sleep(random.whole(overMs * 0.1, overMs * 0.9))
      if (await act(person)) done[kind].push(person.id)
    })

  await Promise.all([
    ...later(left, 'left', ({ id }) => change(id, { active: false })),
    ...later(joiners, 'joined', ({ id }) => change(id, { active: true })),
    ...later(away, 'away', async ({ id }) => {
      const isAway = await change(id, { awayUntil: Date.now() + 3_600_000 })
      await sleep(random.whole(2_000, 8_000))
      return (await change(id, { awayUntil: null })) && isAway
    }),
    ...later(silent, 'silent', async ({ id }) => {
      silence(id)
      return true
    }),
  ])
  return done
}
