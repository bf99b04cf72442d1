import { z } from 'zod'
import { AppError } from './app-error'

/** What `zValidator` calls with its result: refused input is told field by field, and never repeated. */
export function refuseInput(result: { success: true } | { success: false; error: z.core.$ZodError }): void {
  if (!result.success) throw new AppError('bad-input', 'Some fields are not filled in right.', z.flattenError(result.error).fieldErrors)
}
