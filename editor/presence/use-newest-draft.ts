import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Autosave } from '../canvas/autosave'
import { useFlowStore } from '../canvas/store/flow-context'
import { takeTheirs } from '../canvas/take-theirs'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'

/**
 * A page without changes of its own follows what is saved elsewhere. One with changes is left alone: its next save is refused,
 * and it is asked what is to become of them.
 */
export function useNewestDraft(flowId: string, autosave: Autosave, rev: number | undefined): void {
  const client = useQueryClient()
  const store = useFlowStore()
  useEffect(() => {
    const before = store.getState()
    if (rev === undefined || rev <= before.rev || before.save.kind !== 'saved') return
    const isUntouched = () => store.getState().document === before.document && store.getState().save.kind === 'saved' && store.getState().dragged.size === 0 && store.getState().writing === null
    takeTheirs({ flowId, client, store, autosave, isWanted: isUntouched })
      .then((isTaken) => isTaken && useToasts.getState().say(t('This flow was changed elsewhere. You see the newest draft.')))
      // The next beat tries again.
      .catch(() => undefined)
  }, [flowId, client, store, autosave, rev])
}
