import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { versionQuery } from '../api/queries'
import type { FlowStore } from '../canvas/store/flow-store'
import { sayError, useToasts } from '../parts/toasts'
import { t } from '../words/t'

/** Makes a version the draft again when the address asks for it: a change like any other, that undo takes back. */
export function useRestore(flowId: string, store: FlowStore, number: number | undefined): void {
  const client = useQueryClient()
  const navigate = useNavigate()
  // Once for each time that it is asked for: twice would be two steps of undo.
  const asked = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (asked.current === number) return
    asked.current = number
    if (number === undefined) return
    const done = () => void navigate({ to: '/flows/$id', params: { id: flowId }, search: {}, replace: true })
    client
      .ensureQueryData(versionQuery(flowId, number))
      .then(({ document }) => {
        store.getState().replace(document)
        useToasts.getState().say(t('The draft is version {version} again. Undo takes it back.', { version: number }))
      })
      .catch(sayError)
      .finally(done)
  }, [client, navigate, flowId, store, number])
}
