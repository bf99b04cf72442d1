import { z } from 'zod'

/** Which lead an event is about, as its sender says it: the lead's id, or how its contact is reached. */
export const LeadReference = z.union([
  z.string().min(1).max(60),
  z
    .object({ id: z.string().min(1).max(60).optional(), email: z.string().min(1).max(320).optional(), phone: z.string().min(1).max(60).optional() })
    .refine(({ id, email, phone }) => id !== undefined || email !== undefined || phone !== undefined),
])
export type LeadReference = z.infer<typeof LeadReference>
