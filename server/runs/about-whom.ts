import { sql } from 'drizzle-orm'

/** What a run without a lead is about, in selects from `runs`: the person whom its event tells of, or nothing in particular. Written out with the table's name, as `load` is. */
export const aboutWhom = sql<string>`coalesce((select json_extract(events.data, '$.repName') from events where events.id = runs.event_id), 'No lead in particular')`
