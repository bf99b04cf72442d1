import type { Database } from '../db/open-database'

/** Whether somebody has something new: how many they have not read, up to `mostCounted`, and the newest. */
export interface NoticeState {
  unread: number
  newest: string | null
}

/** Beyond this it says “and more”. */
const mostCounted = 100

/** Looks it up by indexes alone: it is asked for after each commit, for everybody who looks at a page. SQLite would count through what was read as well. */
export function createNoticeState(db: Database): (personId: string) => NoticeState {
  const unread = db.$client.prepare<[string], number>(`select count(*) from (select 1 from notices indexed by notices_unread where person_id = ? and read_at is null limit ${mostCounted})`).pluck()
  const newest = db.$client.prepare<[string], string>('select id from notices where person_id = ? order by id desc limit 1').pluck()
  return (personId) => ({ unread: unread.get(personId) ?? 0, newest: newest.get(personId) ?? null })
}
