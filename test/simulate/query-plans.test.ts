import Sqlite from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { playSequences } from './play-sequences'

/*
 * What runs again and again for each lead must find its rows by an index, and not read all that there ever was: a workspace that is a year old is as quick as a new one. SQLite has no figures of
 * how common a value is, so it takes a state for as telling as a person.
 */

/** Tables that grow with each lead. */
const growing = 'runs|leads|assignments|effects|waits|run_steps|run_inbox|events|contacts|touches|gate_decisions|work_items|consent_events|notices'
/** Columns of which many rows have the same value: searching by one of them alone reads nearly as much as all. */
const common = 'state|subject_type|kind|channel|source_id|type|flow_id'
const readsAll = new RegExp(`SCAN (${growing})(?! USING INDEX assignments_from_queue)\\b|SEARCH (${growing}) USING (COVERING )?INDEX \\w+ \\((${common})=\\?\\)`)
/** Few rows are in these states at a time, or all of a queue is wanted. */
const isMeant = [/^select min\(coalesce/, /"effects"\."state" = \? and "effects"\."lease_until" <= \?/, /select "work_items"\."id", "work_items"\."run_id", "queues"\."least_left_ms"/]
const oftenFrom = 10

it('statements that run for each lead read by an index', async () => {
  const { prototype } = Sqlite as unknown as { prototype: { prepare(sql: string): Sqlite.Statement } }
  const prepare = prototype.prepare
  const uses = new Map<string, number>()
  const plans = new Map<string, string>()
  vi.spyOn(prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, sql) {
    const statement = prepare.call(this, sql)
    if (!/^\s*(select|update|delete)/i.test(sql)) return statement
    for (const name of ['get', 'all', 'run'] as const) {
      const own = statement[name].bind(statement)
      Object.assign(statement, {
        [name]: (...values: unknown[]) => {
          uses.set(sql, (uses.get(sql) ?? 0) + 1)
          if (!plans.has(sql)) plans.set(sql, (prepare.call(this, `explain query plan ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) => detail).join('; '))
          return own(...values)
        },
      })
    }
    return statement
  })
  const { sent } = await playSequences({ seed: 1, leads: 60, days: 3, reps: 14, capacity: 40, commitsBetweenCrashes: 800 })
  vi.restoreAllMocks()
  const often = [...plans].filter(([sql]) => (uses.get(sql) ?? 0) >= oftenFrom)
  const slow = often.filter(([sql, plan]) => readsAll.test(plan) && !isMeant.some((meant) => meant.test(sql)))
  expect(sent).toBeGreaterThan(100)
  expect(often.length).toBeGreaterThan(80)
  expect(slow).toEqual([])
}, 300_000)
