import { z } from 'zod'

/** How a file of people is meant: as all who work here (who is not in it leaves), or as some of them. */
export const RosterMode = z.enum(['full', 'partial'])
export type RosterMode = z.infer<typeof RosterMode>

/** One person of a file. What a file has no column for is absent; `null` is an empty cell. */
export const PersonRow = z.object({
  line: z.number(),
  id: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  team: z.string().nullable().optional(),
  /** The id or the address of the manager. */
  manager: z.string().nullable().optional(),
  zone: z.string().nullable().optional(),
  active: z.boolean().optional(),
  capacity: z.number().nullable().optional(),
  territories: z.array(z.string()).optional(),
  skills: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
})
export type PersonRow = z.infer<typeof PersonRow>

/** Why a file cannot be taken, by line. */
export interface RowProblem {
  line: number
  column: string | null
  reason: string
}
