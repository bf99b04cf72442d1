import { zValidator } from '@hono/zod-validator'
import type { z } from 'zod'
import { refuseInput } from './refuse-input'

/** Checks a part of a request against its schema; what does not fit is refused with an AppError, field by field. */
export const valid = <Target extends 'json' | 'query' | 'param', Schema extends z.ZodType>(target: Target, schema: Schema) => zValidator(target, schema, refuseInput)
