import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import { doNotContactApi } from '../api/do-not-contact'
import { Sheet } from '../parts/Sheet'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { ChannelField } from './ChannelField'

/** Puts somebody on the list; says before that it holds at once. */
export function AddEntrySheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [channel, setChannel] = useState<ContactChannel | null>(null)
  const add = useMutation({
    mutationFn: () => doNotContactApi.add({ text, channel, reason }),
    onSuccess: async ({ woken }) => {
      useToasts.getState().say(t('{text} is on the list. {woken, plural, =0 {No message was waiting for them.} one {One message that was waiting is given up.} other {# messages that were waiting are given up.}}', { text, woken }))
      await client.invalidateQueries({ queryKey: ['do-not-contact'] })
      onClose()
    },
  })
  return (
    <Sheet
      title={t('Do not contact')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="add-entry" className="btn solid" disabled={add.isPending}>{t('Put on the list')}</button>
        </>
      }
    >
      <form id="add-entry" className="stack" onSubmit={(event) => { event.preventDefault(); add.mutate() }}>
        <div>
          <label className="lab" htmlFor="entry-text">{t('Whom')}</label>
          <input id="entry-text" className="field" required maxLength={300} placeholder={t('ada@example.com, +49 30 …, example.com')} value={text} onChange={(event) => setText(event.target.value)} />
          <p className="help">{t('An e-mail address, a phone number with its country, or a whole domain.')}</p>
        </div>
        <ChannelField id="entry-channel" channel={channel} onChange={setChannel} />
        <div>
          <label className="lab" htmlFor="entry-reason">{t('Why')}</label>
          <input id="entry-reason" className="field" required maxLength={300} placeholder={t('Asked us on the phone')} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <p className="help">{t('Holds at once in every flow, also for messages that wait to be sent, whatever they once agreed to.')}</p>
        {add.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{add.error.message}</p>}
      </form>
    </Sheet>
  )
}
