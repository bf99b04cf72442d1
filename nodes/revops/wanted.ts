import type { Json, JsonObject } from '../sdk/json'
import type { Wanted } from './candidate'
import { readField } from './read-field'

/** Where what a lead wants of its owner stands. Languages are no field of ours: they are what came with the lead by these names. */
export const wantedFields = { territory: 'lead.territory', skills: 'lead.skills', languages: ['lead.more.languages', 'lead.more.language'] } as const

/** What a lead wants of its owner; what is missing or of another form asks for nothing. */
export function wantedOf(record: JsonObject): Wanted {
  const territory = readField(record, wantedFields.territory)
  return {
    territory: typeof territory === 'string' && territory !== '' ? territory : null,
    skills: textsIn(readField(record, wantedFields.skills)),
    languages: [...new Set(wantedFields.languages.flatMap((path) => textsIn(readField(record, path))))],
  }
}

/** The same, from a lead as it is kept rather than as a step sees it. */
export function wantedOfLead({ territory, skills, more }: { territory: Json; skills: Json; more: Json }): Wanted {
  return wantedOf({ lead: { territory, skills, more } })
}

/** A list of texts, or one text in which they stand with commas. */
function textsIn(value: Json): string[] {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
  return parts.flatMap((part) => (typeof part === 'string' && part.trim() !== '' ? [part.trim()] : []))
}
