import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { leadFields } from '#nodes/revops/fields'
import { exampleValuesQuery } from '../api/records'
import type { FieldChoice } from '../inspector/field-choice'

/** The fields that a template may name: those of the record. What single flows know besides is theirs to write. */
export function useTemplateFields(): readonly FieldChoice[] {
  const { data } = useQuery(exampleValuesQuery)
  return useMemo(() => {
    const examples = data?.fields ?? {}
    const known = leadFields.map(({ path, label, type, example, isPersonal = false }): FieldChoice => ({ path, label, type, example, origin: 'record', isPersonal, isSure: true, examples: examples[path] ?? [] }))
    const came = Object.keys(examples).filter((path) => path.startsWith('lead.more.')).map((path): FieldChoice => ({ path, label: path.slice(10), type: 'text', example: '', origin: 'came', isPersonal: true, isSure: false, examples: examples[path] ?? [] }))
    return [...known, ...came]
  }, [data])
}
