import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Rocket } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api'
import { ApiError } from '../api/api-error'
import { useNow } from '../api/clock'
import { flowQuery, flowsQuery, versionsQuery } from '../api/queries'
import type { FlowDetail } from '../api/types'
import { usePanels } from '../app/panels'
import { lazily } from '../parts/lazily'
import { agoWords } from '../parts/times'
import { Sheet } from '../parts/Sheet'
import { useToasts } from '../parts/toasts'
import { WhatChanges } from '../versions/WhatChanges'
import type { Autosave } from './autosave'
import { useOpenFlow } from './open-flow-context'
import { useFlow, useFlowStore } from './store/flow-context'
import { t } from '../words/t'

// Fetched with the sheet: opening a flow needs no examples.
const ExampleCheck = lazily(async () => (await import('../trying/ExampleCheck')).ExampleCheck, () => null)

interface Props {
  detail: FlowDetail
  nextVersion: number
  autosave: Autosave
}

const isOvertaken = (error: unknown) => error instanceof ApiError && error.code === 'version-changed'

/** Publishes the draft. Held, with the reason, while there is something that blocks it. */
export function PublishButton({ detail, nextVersion, autosave }: Props) {
  const { diagnostics, isChecked } = useOpenFlow()
  const openDrawer = usePanels((state) => state.openDrawer)
  const save = useFlow((state) => state.save)
  const [isOpen, setOpen] = useState(false)
  const errors = diagnostics.filter((each) => each.severity === 'error').length
  const held =
    !isChecked ? t('The flow is being checked')
    : errors > 0 ? t('Mend {errors, plural, =1 {one problem} other {# problems}} first', { errors })
    : save.kind === 'offline' || save.kind === 'conflict' || save.kind === 'refused' ? t('The draft is not saved')
    : !detail.hasChanges && save.kind === 'saved' && save.at === null && detail.published ? t('Nothing has changed since the last version')
    : undefined

  return (
    <>
      <button type="button" className={`btn sm ${held ? 'held' : 'solid'}`} aria-disabled={held !== undefined} title={held} onClick={() => (held ? errors > 0 && openDrawer('problems') : setOpen(true))}>
        {held ? <CircleAlert aria-hidden="true" /> : <Rocket aria-hidden="true" />} {t('Publish version {version}', { version: nextVersion })}
      </button>
      {isOpen && <PublishSheet detail={detail} nextVersion={nextVersion} autosave={autosave} onClose={() => setOpen(false)} />}
    </>
  )
}

function PublishSheet({ detail, nextVersion, autosave, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient()
  const store = useFlowStore()
  const { diagnostics } = useOpenFlow()
  const [note, setNote] = useState('')
  const { data: known } = useQuery(versionsQuery(detail.id))
  const staying = (known?.versions ?? []).filter((version) => version.open > 0)
  // What was the newest when the sheet was opened; another one since is told before anything is published over it.
  const [seen] = useState(detail.newest?.version)
  const now = useNow()
  const overtaking = detail.newest && detail.newest.version !== seen ? detail.newest : undefined
  const warnings = diagnostics.filter((each) => each.severity === 'warning').length
  const publish = useMutation({
    mutationFn: async () => {
      await autosave.saveNow()
      return api.publish(detail.id, { rev: store.getState().rev, base: detail.newest?.version ?? null, note: note.trim() })
    },
    onError: async (error) => {
      // A save elsewhere is taken over by the next beat, which is now.
      void client.invalidateQueries({ queryKey: ['presence', detail.id] })
      if (!isOvertaken(error)) return
      await Promise.all([client.invalidateQueries({ queryKey: flowQuery(detail.id).queryKey }), client.invalidateQueries({ queryKey: versionsQuery(detail.id).queryKey })])
    },
    onSuccess: async ({ version }) => {
      useToasts.getState().say(t('Version {version} is live.', { version }))
      store.getState().setSave({ kind: 'saved', at: null })
      onClose()
      await Promise.all([client.invalidateQueries({ queryKey: flowQuery(detail.id).queryKey }), client.invalidateQueries({ queryKey: flowsQuery.queryKey })])
    },
  })
  return (
    <Sheet
      title={t('Publish version {version}', { version: nextVersion })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="publish-form" className="btn solid" disabled={publish.isPending || (warnings > 0 && note.trim() === '')}>{t('Publish version {version}', { version: nextVersion })}</button>
        </>
      }
    >
      {overtaking && (
        <div className="notice warn boxed" role="alert">
          <CircleAlert aria-hidden="true" />
          <p>
            {t('{name} published version {version} meanwhile ({ago}).', { name: overtaking.by, version: overtaking.version, ago: agoWords(overtaking.at, Math.max(now, overtaking.at)) })}{' '}
            {overtaking.note && <q>{overtaking.note}</q>}{' '}
            {t('Nothing of yours is lost. Below is what publishing would change now.')}
          </p>
        </div>
      )}
      <ul className="grid gap-1">
        <li>{t('Leads that arrive from now on go through version {version}.', { version: nextVersion })}</li>
        {detail.published && (
          <li>{staying.length === 0 ? t('No lead is under way in an older version.') : t('Leads that are under way stay where they are until their end: {versions}.', { versions: staying.map(({ number, open }) => t('{open, number} in version {version}', { open, version: number })).join(', ') })}</li>
        )}
        <li>{t('A published version is never changed.')}</li>
        {warnings > 0 && <li className="soon">{t('{warnings, plural, =1 {One warning stays} other {# warnings stay}} in it: say below why that is right.', { warnings })}</li>}
      </ul>
      {detail.published && <WhatChanges published={detail.published.version} />}
      <ExampleCheck />
      <form
        id="publish-form"
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate()
        }}
      >
        <label className="lab" htmlFor="publish-note">{warnings > 0 ? t('What is new, and why the warning may stay') : t('What is new')}</label>
        <textarea id="publish-note" className="field" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} placeholder={t('For those who read the list of versions later')} />
        {publish.error && !isOvertaken(publish.error) && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{publish.error.message}</p>}
      </form>
    </Sheet>
  )
}
