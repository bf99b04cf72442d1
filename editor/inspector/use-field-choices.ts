import { useQuery } from '@tanstack/react-query'
import { fieldsAt } from '#engine/compile/fields-at'
import { useDeferredValue, useMemo, useRef } from 'react'
import { exampleValuesQuery } from '../api/records'
import { useFlow } from '../canvas/store/flow-context'
import { registry } from '../nodes/registry'
import type { FieldChoice } from './field-choice'

const none: Record<string, (string | number | boolean)[]> = {}

/** The fields that exist at a step, a moment behind what is typed; the same list as before while nothing of it has changed. */
export function useFieldChoices(nodeId: string): readonly FieldChoice[] {
  const document = useDeferredValue(useFlow((state) => state.document))
  const examples = useQuery(exampleValuesQuery).data?.fields ?? none
  const last = useRef<{ text: string; fields: readonly FieldChoice[] }>({ text: '', fields: [] })
  return useMemo(() => {
    const known = fieldsAt(document, registry, nodeId).map((field): FieldChoice => ({ ...field, examples: examples[field.path] ?? [] }))
    const came = Object.keys(examples).filter((path) => path.startsWith('lead.more.')).map((path): FieldChoice => ({ path, label: path.slice(10), type: 'text', example: '', origin: 'came', isPersonal: true, isSure: false, examples: examples[path] ?? [] }))
    const fields = [...known, ...came]
    const text = JSON.stringify(fields)
    if (text !== last.current.text) last.current = { text, fields }
    return last.current.fields
  }, [document, nodeId, examples])
}
