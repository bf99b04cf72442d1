import type { QueryClient } from '@tanstack/react-query'
import { api } from '../api'
import { flowQuery } from '../api/queries'
import type { Autosave } from './autosave'
import { dropLocalDraft } from './local-draft'
import type { FlowStore } from './store/flow-store'

interface Taking {
  flowId: string
  client: QueryClient
  store: FlowStore
  autosave: Autosave
  /** Asked once the draft is here: what was typed meanwhile is not to be lost. */
  isWanted?: () => boolean
}

/** Puts the newest draft of the server in place of what is here. Undo begins anew: going back would undo what others did. */
export async function takeTheirs({ flowId, client, store, autosave, isWanted = () => true }: Taking): Promise<boolean> {
  const newest = await api.flow(flowId)
  if (!isWanted()) return false
  dropLocalDraft(flowId)
  autosave.markSaved(newest.draft)
  const { takeOver, setRev, setSave } = store.getState()
  setRev(newest.rev)
  takeOver(newest.draft)
  setSave({ kind: 'saved', at: null })
  store.temporal.getState().clear()
  client.setQueryData(flowQuery(flowId).queryKey, newest)
  return true
}
