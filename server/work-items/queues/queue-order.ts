import { asc, desc, sql } from 'drizzle-orm'
import { leads, workItems } from '../../db/schema'

/** The score by which a lead stands in a queue: without one it comes last. */
export const queueScore = sql<number>`coalesce(${leads.score}, 0)`

/** The order in which entries of a queue are offered and shown, in queries from `work_items` with its `leads`: the highest score first, then what has waited longest. */
export const queueOrder = [desc(queueScore), asc(workItems.createdAt), asc(workItems.id)] as const
