import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { type Message, messagesApi } from '../api/messages'
import { Sheet } from '../parts/Sheet'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { personName } from './message-words'

/** Gives up one message that has not gone yet; says before what that means. */
export function StopMessageSheet({ message, onClose }: { message: Message; onClose: () => void }) {
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const name = personName(message)
  const stop = useMutation({
    mutationFn: () => messagesApi.stop(message.key, why),
    onSuccess: () => {
      useToasts.getState().say(t('The message to {name} will not be sent.', { name }))
      onClose()
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['messages'] }), client.invalidateQueries({ queryKey: ['leads'] }), client.invalidateQueries({ queryKey: ['run', message.runId] })]),
  })
  return (
    <Sheet
      title={t('Stop this message to {name}?', { name })}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Let it go on')}</button>
          <button type="submit" form="stop-message" className="btn danger" disabled={stop.isPending}>{t('Stop this message')}</button>
        </>
      }
    >
      <form id="stop-message" className="stack" onSubmit={(event) => { event.preventDefault(); stop.mutate() }}>
        <ul className="run-effects">
          <li>{t('This one message is not sent, and cannot be let go on later.')}</li>
          <li>{t('The flow “{flow}” goes on for this lead at once, by its way “May not be written to”.', { flow: message.flow.name })}</li>
          <li>{t('Later messages of this flow and of others are not stopped by it.')}</li>
        </ul>
        <div>
          <label className="lab" htmlFor="stop-why">{t('Why (it is kept with the message)')}</label>
          <input id="stop-why" className="field" maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
        </div>
        {stop.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{stop.error.message}</p>}
      </form>
    </Sheet>
  )
}
