import type { FieldAt } from '#engine/compile/fields-at'
import { leadFields } from '#nodes/revops/fields'

/** A field that exists at the step whose settings are open, with what it held lately. */
export interface FieldChoice extends Omit<FieldAt, 'origin'> {
  /** As the compiler knows it, or `came`: a field of its own that lately came with leads. */
  origin: FieldAt['origin'] | 'came'
  /** From real records; empty where there are none, or where they are not for this person. */
  examples: readonly (string | number | boolean)[]
}

/** The fields that every record has, where no step stands before. */
export const recordFields: FieldChoice[] = leadFields.map((field) => ({ ...field, origin: 'record', isPersonal: field.isPersonal ?? false, isSure: true, examples: [] }))

/** The field, or the longest one that holds it: `outputs.call.body.id` is a part of `outputs.call.body`. */
function holderOf(path: string, fields: readonly FieldChoice[]): FieldChoice | undefined {
  const plain = path.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1')
  return fields
    .filter((field) => plain === field.path || plain.startsWith(`${field.path}.`))
    .reduce<FieldChoice | undefined>((longest, field) => (longest && longest.path.length >= field.path.length ? longest : field), undefined)
}

/** The field in words; a part of one with its name behind it, an unknown one as it is written. */
export function fieldLabel(path: string, fields: readonly FieldChoice[]): string {
  const holder = holderOf(path, fields)
  if (holder) return path.length > holder.path.length ? `${holder.label}: ${path.slice(holder.path.length + 1)}` : holder.label
  return path.replace(/^(lead\.more|event)\./, '')
}

/** Whether the field exists here. What came with a lead or an event is taken on trust: nobody can know all of it. */
export function isKnownField(path: string, fields: readonly FieldChoice[]): boolean {
  return /^(lead\.more|event)\./.test(path) || holderOf(path, fields) !== undefined
}

/** The field as it is written into a text, in JSON with its quotes. */
export function wordOf(path: string, isJson: boolean): string {
  return isJson ? `{{ ${path} | json }}` : `{{ ${path} }}`
}
