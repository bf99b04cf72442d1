import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CloudOff } from 'lucide-react'
import { api } from '../api'
import { sayError } from '../parts/toasts'
import type { Autosave } from './autosave'
import { useFlow, useFlowStore } from './store/flow-context'
import { takeTheirs } from './take-theirs'
import { t } from '../words/t'

/** What is wrong with saving, what it means, and what can be done. Nothing while all is well. */
export function SaveNotice({ flowId, autosave }: { flowId: string; autosave: Autosave }) {
  const save = useFlow((state) => state.save)
  if (save.kind === 'offline') {
    return (
      <div className="notice warn" role="status">
        <CloudOff aria-hidden="true" />
        {t('The server does not answer. Your changes are kept in this browser and are saved as soon as it is back.')}
        <button type="button" className="btn sm" onClick={() => void autosave.saveNow()}>{t('Try now')}</button>
      </div>
    )
  }
  if (save.kind === 'refused') {
    return (
      <div className="notice bad" role="alert">
        <CircleAlert aria-hidden="true" />
        {t('The server did not take the draft: {problem} Your changes are kept in this browser.', { problem: save.message })}
        <button type="button" className="btn sm" onClick={() => void autosave.saveNow()}>{t('Try again')}</button>
      </div>
    )
  }
  return save.kind === 'conflict' ? <Conflict flowId={flowId} autosave={autosave} /> : null
}

function Conflict({ flowId, autosave }: { flowId: string; autosave: Autosave }) {
  const client = useQueryClient()
  const store = useFlowStore()

  const keepMine = async () => {
    const newest = await api.flow(flowId)
    store.getState().setRev(newest.rev)
    store.getState().setSave({ kind: 'changed' })
    autosave.markSaved(undefined)
    await autosave.saveNow()
  }
  return (
    <div className="notice bad" role="alert">
      <CircleAlert aria-hidden="true" />
      {t('Somebody else saved this draft meanwhile. Yours is kept in this browser and was not saved.')}
      <button type="button" className="btn sm" onClick={() => takeTheirs({ flowId, client, store, autosave }).catch(sayError)}>{t('Show theirs, drop mine')}</button>
      <button type="button" className="btn sm" style={{ marginLeft: 0 }} onClick={() => keepMine().catch(sayError)}>{t('Save mine over it')}</button>
    </div>
  )
}
