import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ref } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { inboxApi } from '../api/inbox'

interface Props {
  lead: Ref
  colleagues: Ref[]
  onClose(): void
  onDone(): Promise<unknown>
}

/** Asks to whom a lead goes, and what they should know. */
export function HandOverSheet({ lead, colleagues, onClose, onDone }: Props) {
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const give = useMutation({
    mutationFn: () => inboxApi.handOver(lead.id, to, note.trim()),
    onSuccess: async () => {
      await onDone()
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Hand {name} over', { name: lead.name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="button" className="btn solid" disabled={to === '' || give.isPending} onClick={() => give.mutate()}>{t('Hand over')}</button>
        </>
      }
    >
      <p>{t('The history goes with it, and whoever gets it is told.')}</p>
      <div>
        <label className="lab" htmlFor="hand-over-to">{t('To whom')}</label>
        <select id="hand-over-to" className="field" value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('Choose a colleague')}</option>
          {colleagues.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </div>
      <div>
        <label className="lab" htmlFor="hand-over-note">{t('What they should know')}</label>
        <textarea id="hand-over-note" className="field" rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      {give.error && <p className="wrong-words" role="alert">{give.error.message}</p>}
    </Sheet>
  )
}
