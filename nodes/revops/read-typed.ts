import type { Json } from '../sdk/json'
import { findField } from './fields'

/** A text as a value of this field's type: empty is nothing, lists stand with commas. Undefined when it cannot be read so. */
export function readTyped(path: string, written: string): Json | undefined {
  const text = written.trim()
  if (text === '') return null
  switch (findField(path)?.type) {
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'list':
      return text.split(',').map((part) => part.trim()).filter(Boolean)
    default:
      return text
  }
}
