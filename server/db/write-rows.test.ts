import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './open-database'
import { auditLog, reps, teams } from './schema'
import { insertRow, updateRows } from './write-rows'

let db: Database
const rep = { id: 'ann', name: 'Ann', email: 'ann@x.example', teamId: 'team', role: 'rep' as const, active: true, territories: ['west', 'Zoë'], skills: [], zone: 'UTC', capacity: 3, performance: 0.5, presence: 'online' as const, createdAt: 1, updatedAt: 1 }

beforeEach(() => {
  db = openDatabase(':memory:')
  insertRow(db, teams, { id: 'team', name: 'Team', createdAt: 1 })
})

describe('rows written by kept statements', () => {
  it('are what Drizzle would have written: JSON, booleans, nulls, defaults', () => {
    insertRow(db, reps, rep)
    db.insert(reps).values({ ...rep, id: 'bob' }).run()
    const read = (id: string) => ({ ...(db.$client.prepare('select * from reps where id = ?').get(id) as object), id: '' })
    expect(read('ann')).toEqual(read('bob'))
    expect(db.select().from(reps).where(eq(reps.id, 'ann')).get()).toMatchObject(rep)

    const entry = { at: 1, actorKind: 'system' as const, actorId: 'x', action: 'x', subjectType: 'x', subjectId: 'x', before: null, after: { a: [1, null] }, hash: 'h' }
    insertRow(db, auditLog, { ...entry, reason: undefined })
    db.insert(auditLog).values(entry).run()
    const [ours, theirs] = db.$client.prepare('select before, after, reason, typeof(before) as type from audit_log order by seq').all()
    expect(ours).toEqual(theirs)
  })

  it('are refused or left alone where one is there already', () => {
    expect(insertRow(db, reps, rep, { orIgnore: true })).toBe(true)
    expect(insertRow(db, reps, { ...rep, name: 'Other' }, { orIgnore: true })).toBe(false)
    expect(() => insertRow(db, reps, rep)).toThrow(/UNIQUE/)
    expect(db.select({ name: reps.name }).from(reps).all()).toEqual([{ name: 'Ann' }])
  })

  it('are changed where all conditions hold, and counted', () => {
    for (const id of ['ann', 'bob', 'cem']) insertRow(db, reps, { ...rep, id, active: id !== 'cem' })
    expect(updateRows(db, reps, { capacity: 9, awayUntil: null, name: undefined }, { id: ['ann', 'cem'], active: true })).toBe(1)
    expect(updateRows(db, reps, { capacity: 7 }, { id: ['ann', 'bob', 'cem'], active: true })).toBe(2)
    expect(updateRows(db, reps, { capacity: 1 }, { id: 'nobody' })).toBe(0)
    expect(db.select({ id: reps.id, name: reps.name, capacity: reps.capacity }).from(reps).orderBy(reps.id).all()).toEqual([
      { id: 'ann', name: 'Ann', capacity: 7 }, { id: 'bob', name: 'Ann', capacity: 7 }, { id: 'cem', name: 'Ann', capacity: 3 },
    ])
  })

  it('never by a column that is not there', () => {
    expect(() => insertRow(db, teams, { id: 'x', name: 'x', createdAt: 1, nonsense: 1 } as never)).toThrow(/no column nonsense/)
  })
})
