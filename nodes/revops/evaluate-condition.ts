import { LogicEngine } from 'json-logic-engine'
import type { Json, JsonObject } from '../sdk/json'
import { type Operator, operators, type RuleGroup } from './condition'
import { findField } from './fields'
import { readField } from './read-field'

/*
 * Conditions as react-querybuilder makes them, evaluated as JsonLogic on whatever a text may name. Every question has an answer:
 *
 * - A missing field, a null, an empty text and an empty list are all "empty".
 * - A comparison with something empty, or that cannot be read as the field's type, is false; its negation is true.
 * - A field outside of the catalog is compared as what it holds; texts that are numbers or dates are put in order as such.
 * - Texts compare without regard to case or Unicode form; numbers may stand in texts; dates are ISO texts or ms.
 */

/** What one rule saw and decided: the answer to "why this way?". */
export interface Evidence {
  field: string
  operator: Operator
  wanted: Json
  saw: Json
  passed: boolean
}

export interface Verdict {
  passed: boolean
  evidence: Evidence[]
}

const engine = new LogicEngine()
for (const operator of operators) {
  engine.addMethod(`field ${operator}`, ([type, saw, wanted]: [FieldType, Json, Json]) => compare(operator, type, saw, wanted))
}

type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'list'

/** Evaluates the condition on a record. Never throws; an empty group is true. */
export function evaluate(condition: RuleGroup, record: JsonObject): Verdict {
  const evidence: Evidence[] = []
  const passed = engine.run(toLogic(condition, record, evidence) as never) === true
  return { passed, evidence }
}

function toLogic(group: RuleGroup, record: JsonObject, evidence: Evidence[]): Json {
  const parts = group.rules.map((rule): Json => {
    if ('rules' in rule) return toLogic(rule, record, evidence)
    const saw = readField(record, rule.field)
    const wanted = rule.value ?? null
    const type = findField(rule.field)?.type ?? typeOf(saw, wanted, rule.operator)
    const logic = { [`field ${rule.operator}`]: [{ preserve: type }, { preserve: saw }, { preserve: wanted }] }
    evidence.push({ field: rule.field, operator: rule.operator, wanted, saw, passed: engine.run(logic as never) === true })
    return logic
  })
  if (parts.length === 0) return !group.not
  const whole: Json = group.combinator === 'and' ? { and: parts } : { or: parts }
  return group.not ? { '!': [whole] } : whole
}

/** A field that is in no catalog (a value, what a step left, what came with the lead) is compared as what it holds. */
function typeOf(saw: Json, wanted: Json, operator: Operator): FieldType {
  if (typeof saw === 'number') return 'number'
  if (typeof saw === 'boolean') return 'boolean'
  const isOrder = ['<', '<=', '>', '>=', 'between'].includes(operator)
  if (!isOrder || typeof saw !== 'string') return 'text'
  if (coerce('number', saw) !== null && asList(wanted).every((each) => coerce('number', each) !== null)) return 'number'
  return /^\d{4}-\d\d-\d\d/.test(saw) ? 'date' : 'text'
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function compare(operator: Operator, type: FieldType, saw: Json, wanted: Json): boolean {
  switch (operator) {
    case 'null':
      return isEmpty(saw)
    case 'notNull':
      return !isEmpty(saw)
    case '!=':
      return !compare('=', type, saw, wanted)
    case 'doesNotContain':
      return !compare('contains', type, saw, wanted)
    case 'notIn':
      return !compare('in', type, saw, wanted)
    case 'in':
      return asList(wanted).some((each) => compare('=', type, saw, each))
    case 'between': {
      const [low, high] = asList(wanted)
      return compare('>=', type, saw, low ?? null) && compare('<=', type, saw, high ?? null)
    }
    case 'contains':
      if (Array.isArray(saw)) return saw.some((each) => compare('=', 'text', each, wanted))
      return !isEmpty(saw) && !isEmpty(wanted) && fold(saw).includes(fold(wanted))
    case 'beginsWith':
      return !isEmpty(saw) && !isEmpty(wanted) && fold(saw).startsWith(fold(wanted))
    case 'endsWith':
      return !isEmpty(saw) && !isEmpty(wanted) && fold(saw).endsWith(fold(wanted))
    case '=': {
      if (Array.isArray(saw)) return saw.some((each) => compare('=', 'text', each, wanted))
      const left = coerce(type, saw)
      return left !== null && left === coerce(type, wanted)
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const left = coerce(type, saw)
      const right = coerce(type, wanted)
      if (left === null || right === null || typeof left === 'boolean') return false
      if (operator === '<') return left < right
      if (operator === '<=') return left <= right
      if (operator === '>') return left > right
      return left >= right
    }
  }
}

/** A list value; react-querybuilder also writes lists as comma-separated text. */
function asList(value: Json): Json[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value === null ? [] : [value]
}

function coerce(type: FieldType, value: Json): string | number | boolean | null {
  if (isEmpty(value) || (typeof value === 'object' && value !== null)) return null
  switch (type) {
    case 'number': {
      const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
      return Number.isFinite(number) ? number : null
    }
    case 'date': {
      const instant = typeof value === 'number' ? value : Date.parse(String(value))
      return Number.isFinite(instant) ? instant : null
    }
    case 'boolean':
      return value === true || value === 'true' || value === 1 ? true : value === false || value === 'false' || value === 0 ? false : null
    case 'text':
    case 'list':
      return fold(value)
  }
}

function fold(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).normalize('NFKC').toLowerCase().trim()
}
