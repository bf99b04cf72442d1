import type { FieldProps } from '@rjsf/utils'
import { customAlphabet } from 'nanoid'
import type { FormSchema, NodeFormContext } from '../form-context'

type Way = Record<string, unknown> & { id?: string }

const randomPart = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 7)

/**
 * A list of ways out that a person makes. Each gets an inner name when it is added and keeps it through every renaming and
 * move, so that the lines on the canvas stay with their way.
 */
export function WaysField({ onChange, uiSchema = {}, ...props }: FieldProps<Way[], FormSchema, NodeFormContext>) {
  const { ArrayField } = props.registry.fields
  const { 'ui:field': _field, ...inner } = uiSchema
  if (!ArrayField) return null
  return <ArrayField {...props} uiSchema={inner} onChange={(next, ...rest) => onChange(Array.isArray(next) ? withIds(next) : next, ...rest)} />
}

function withIds(ways: (Way | undefined)[]): Way[] {
  return ways.map((way) => (way?.id ? way : { ...way, id: `w${randomPart()}` }))
}
