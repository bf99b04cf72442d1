import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type CloseOutcome, closeOutcomes } from '#nodes/revops/close-outcomes'
import { inboxApi } from '../api/inbox'
import type { Ref } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** Asks how it went with a lead that somebody is done with. */
export function CloseLeadSheet({ lead, onClose, onDone }: { lead: Ref; onClose(): void; onDone(): Promise<unknown> }) {
  const [outcome, setOutcome] = useState<CloseOutcome>()
  const close = useMutation({
    mutationFn: (chosen: CloseOutcome) => inboxApi.close(lead.id, chosen),
    onSuccess: async () => {
      await onDone()
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Done with {name}?', { name: lead.name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={outcome === undefined || close.isPending} onClick={() => outcome && close.mutate(outcome)}>{t('Close the lead')}</button>
        </>
      }
    >
      <p>{t('You have room for another one. Letters that are on their way to them are called off.')}</p>
      <fieldset className="grid gap-2" aria-label={t('How it went')}>
        {Object.entries(closeOutcomes).map(([value, words]) => (
          <button key={value} type="button" className={`btn ${outcome === value ? 'soft' : ''}`} aria-pressed={outcome === value} onClick={() => setOutcome(value as CloseOutcome)}>{words}</button>
        ))}
      </fieldset>
      {close.error && <p className="wrong-words" role="alert">{close.error.message}</p>}
    </Sheet>
  )
}
