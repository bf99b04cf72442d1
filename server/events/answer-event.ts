import { sql } from 'drizzle-orm'
import { eventOutput } from '#nodes/revops/event-output'
import type { ArrivedEvent } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { waitKeys } from '../db/schema'
import { answerWaits } from '../runs/answer-waits'
import { eventKeysOf } from './event-keys'

/** Answers every open wait that an event is for, as part of the caller's transaction. Returns how many there were. */
export function createAnswerEvent(db: Database): (event: ArrivedEvent & { subject: { type: string; id: string } | null }, now: number) => number {
  const anyOfType = db.select({ key: waitKeys.key }).from(waitKeys).where(sql`${waitKeys.key} >= ${sql.placeholder('from')} and ${waitKeys.key} < ${sql.placeholder('to')}`).limit(1).prepare()
  const among = db.selectDistinct({ key: waitKeys.key }).from(waitKeys).where(sql`${waitKeys.key} in (select value from json_each(${sql.placeholder('keys')}))`).prepare()
  return (event, now) => {
    // Most events are awaited by nobody: hashing all their values would cost more than taking them in. “;” follows “:”.
    if (!anyOfType.get({ from: `event:${event.type}:`, to: `event:${event.type};` })) return 0
    const output = eventOutput(event)
    const open = among.all({ keys: JSON.stringify(eventKeysOf(event)) })
    return open.reduce((count, { key }) => count + answerWaits(db, key, { output, eventId: event.id }, now), 0)
  }
}
