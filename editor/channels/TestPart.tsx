import { useMutation } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, Send } from 'lucide-react'
import { useState } from 'react'
import { channelsApi } from '../api/channels'
import { t } from '../words/t'

/** A message to oneself, and what became of it. */
export function TestPart({ channel }: { channel: 'email' | 'sms' }) {
  const [to, setTo] = useState('')
  const test = useMutation({ mutationFn: () => channelsApi.test(channel === 'sms' ? { channel, to } : { channel }) })
  const { data, error } = test
  const isGone = data?.state === 'done'
  return (
    <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); test.mutate() }}>
      <div className="flex gap-2">
        {channel === 'sms' && <input className="field" style={{ maxWidth: 220 }} type="tel" required maxLength={20} placeholder="+4930123456" aria-label={t('Your number, with its country')} value={to} onChange={(event) => setTo(event.target.value)} />}
        <button type="submit" className="btn" disabled={test.isPending}><Send aria-hidden="true" /> {channel === 'sms' ? t('Send a test to this number') : t('Send a test to my address')}</button>
      </div>
      {isGone && <p className="flex gap-2 items-center" role="status"><CircleCheck className="s text-ok" aria-hidden="true" /> {t('It was handed over. Look whether it arrives.')}</p>}
      {(error ?? (data && !isGone)) && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error?.message ?? data?.reason}</p>}
    </form>
  )
}
