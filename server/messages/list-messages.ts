import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { findPeople } from './find-people'
import { type MessageRow, readMessages } from './message-rows'

/** How a message stands; `claimed` has not gone yet, or is tried again. */
export const messageStates = ['claimed', 'held', 'sending', 'done', 'failed', 'unknown', 'cancelled'] as const
export type MessageState = (typeof messageStates)[number]

export interface MessagesQuery {
  states: MessageState[]
  channel?: 'email' | 'sms'
  flowId?: string
  contactId?: string
  /** Words of a name, a company, an address. */
  text?: string
  /** `next` of the page before. */
  cursor?: string
  limit: number
}

/**
 * Messages of flows to people outside, newest first, in pages that hang on the last row of the page before. The page's keys are found in one index alone; only its rows
 * are read.
 */
export function listMessages(db: Database, query: MessagesQuery): { messages: MessageRow[]; next: string | null } {
  const keys = db.all<{ key: string; at: number }>(keysOf(db, query)).map(({ key, at }) => ({ key, at }))
  const page = keys.slice(0, query.limit)
  const last = page.at(-1)
  const messages = page.length === 0 ? [] : readMessages(db, sql`effects.key in (select value from json_each(${JSON.stringify(page.map(({ key }) => key))}))`)
  return { messages, next: keys.length > query.limit && last ? `${last.at}.${last.key}` : null }
}

/** How many messages are in each of these states, up to `most`. */
export function countMessages(db: Database, states: readonly MessageState[], most: number): Record<string, number> {
  const count = (state: MessageState) => db.get<{ count: number }>(sql`select count(*) as count from (select 1 from effects indexed by effects_messages_state where contact_id is not null and state = ${state} limit ${most})`).count
  return Object.fromEntries(states.map((state) => [state, count(state)]))
}

function keysOf(db: Database, { states, channel, flowId, contactId, text, cursor, limit }: MessagesQuery): SQL {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const tests = [
    sql`contact_id is not null`,
    ...(after ? [sql`(created_at, key) < (${after.at}, ${after.key})`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(flowId ? [sql`flow_id = ${flowId}`] : []),
  ]
  const select = (index: string, more: SQL[]) => sql`select key, created_at as at from effects indexed by ${sql.raw(index)} where ${sql.join([...tests, ...more], sql` and `)}`
  const ordered = (inner: SQL) => sql`select key, at from (${inner}) order by at desc, key desc limit ${limit + 1}`
  const people = contactId ? [contactId] : text ? findPeople(db, text) : undefined
  const inStates = states.length === 0 ? [] : [sql`state in (select value from json_each(${JSON.stringify(states)}))`]
  if (people) return ordered(select('effects_messages_contact', [sql`contact_id in (select value from json_each(${JSON.stringify(people)}))`, ...inStates]))
  if (states.length === 0) return sql`${select('effects_messages', [])} order by created_at desc, key desc limit ${limit + 1}`
  // Each state by itself is in order already, and only the first of each can be on the page.
  const each = states.map((state) => sql`select key, at from (${select('effects_messages_state', [sql`state = ${state}`])} order by created_at desc, key desc limit ${limit + 1})`)
  return ordered(sql.join(each, sql` union all `))
}

function readCursor(cursor: string): { at: number; key: string } {
  const [, at, key] = /^(\d+)\.(.+)$/.exec(cursor) ?? []
  if (at === undefined || key === undefined) throw new AppError('bad-input', 'This page of the messages cannot be found. Begin at its first page.')
  return { at: Number(at), key }
}
