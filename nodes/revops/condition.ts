import { z } from 'zod'
import type { Json } from '../sdk/json'

export const operators = [
  '=', '!=', '<', '<=', '>', '>=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', 'in', 'notIn', 'between', 'null', 'notNull',
] as const
export type Operator = (typeof operators)[number]

const Scalar = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()])

export interface Rule {
  id?: string
  field: string
  operator: Operator
  value?: Json
}
export interface RuleGroup {
  id?: string
  combinator: 'and' | 'or'
  not?: boolean
  rules: (Rule | RuleGroup)[]
}

const Rule: z.ZodType<Rule> = z.object({
  id: z.string().max(100).optional(),
  field: z.string().min(1).max(200),
  operator: z.enum(operators),
  value: z.union([Scalar, z.array(Scalar).max(1_000)]).optional(),
})

/** A group of rules, as react-querybuilder stores it. At most 1,000 values in a list and 10 levels of groups. */
export const RuleGroup: z.ZodType<RuleGroup> = z
  .object({
    id: z.string().max(100).optional(),
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z.array(z.union([Rule, z.lazy(() => RuleGroup)])).max(200),
  })
  .meta({ widget: 'condition' })
