import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { leadFields } from '#nodes/revops/fields'
import { exampleValuesQuery } from '../api/records'
import type { FieldChoice } from '../inspector/field-choice'
import { t } from '../words/t'

/** What forms often send beside the fields that we know, and territories are often made of. */
const usual: { path: string; label: string; type: 'text' | 'number'; example: string | number }[] = [
  { path: 'lead.more.country', label: t('Country'), type: 'text', example: 'DE' },
  { path: 'lead.more.state', label: t('State or region'), type: 'text', example: 'Bavaria' },
  { path: 'lead.more.postcode', label: t('Postcode'), type: 'text', example: '50667' },
  { path: 'lead.more.employees', label: t('Employees'), type: 'number', example: 500 },
]

const own = ['lead.territory', 'lead.state', 'lead.note', 'owner.name']

/** The fields that rules of territories may ask: those of a lead that has just arrived, and what came with leads lately. */
export function useTerritoryFields(): readonly FieldChoice[] {
  const { data } = useQuery(exampleValuesQuery)
  return useMemo(() => {
    const examples: Record<string, (string | number | boolean)[]> = data?.fields ?? {}
    const known = leadFields.filter(({ path }) => !own.includes(path)).map((field): FieldChoice => ({ ...field, origin: 'record', isPersonal: field.isPersonal ?? false, isSure: true, examples: examples[field.path] ?? [] }))
    const came = Object.keys(examples).filter((path) => path.startsWith('lead.more.') && !usual.some((each) => each.path === path)).map((path) => ({ path, label: path.slice(10), type: 'text' as const, example: '' }))
    return [...[...usual, ...came].map((field): FieldChoice => ({ ...field, origin: 'came', isPersonal: true, isSure: true, examples: examples[field.path] ?? [] })), ...known]
  }, [data])
}
