import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { ApiError } from '../api/api-error'
import { channelsApi, channelsQuery, type SmsAccount } from '../api/channels'
import { placesQuery } from '../api/queries'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'

/** The account through which text messages go. Its token is entered, and never shown. */
export function SmsSheet({ account, onClose }: { account: SmsAccount | null; onClose: () => void }) {
  const client = useQueryClient()
  const [input, setInput] = useState({ url: account?.url ?? 'https://api.twilio.com', accountSid: account?.accountSid ?? '', token: '', sender: account?.sender ?? '', perSecond: account?.perSecond ?? 1 })
  const onSuccess = async () => {
    await Promise.all([channelsQuery, placesQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })))
    onClose()
  }
  const save = useMutation({ mutationFn: () => channelsApi.saveSms({ ...input, token: input.token === '' ? undefined : input.token } as Parameters<typeof channelsApi.saveSms>[0]), onSuccess })
  const remove = useMutation({ mutationFn: channelsApi.removeSms, onSuccess })
  const error = save.error ?? remove.error
  // What the server says of single fields stands with them.
  const wrong = (error instanceof ApiError && typeof error.details === 'object' && error.details !== null ? error.details : {}) as Partial<Record<string, string[]>>
  const field = (name: 'url' | 'accountSid' | 'token' | 'sender', label: string, help: string, more: object = {}) => (
    <div>
      <label className="lab" htmlFor={`sms-${name}`}>{label}</label>
      <input id={`sms-${name}`} className="field" required maxLength={500} autoComplete="off" spellCheck={false} value={input[name]} onChange={(event) => setInput({ ...input, [name]: event.target.value })} {...more} />
      {wrong[name] ? <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{wrong[name][0]}</p> : <p className="help">{help}</p>}
    </div>
  )
  return (
    <Sheet
      title={account ? t('Change the connection') : t('Connect a provider')}
      onClose={onClose}
      foot={
        <>
          {account && <button type="button" className="btn danger mr-auto" disabled={remove.isPending} onClick={() => remove.mutate()}>{t('Disconnect')}</button>}
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="sms-form" className="btn solid" disabled={save.isPending}>{t('Keep the connection')}</button>
        </>
      }
    >
      <form id="sms-form" className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        {field('url', t('Address of the provider'), t('As its manual says; what follows it is Twilio’s API.'), { type: 'url' })}
        {field('accountSid', t('Account'), t('It begins with AC.'))}
        {field('token', t('Token'), account ? t('Leave it empty to keep the one that was entered.') : t('It is kept encrypted and never shown again.'), { type: 'password', required: !account })}
        {field('sender', t('Sender'), t('A number such as +4930123456, a messaging service (MG…), or a name of at most eleven letters.'))}
        <div>
          <label className="lab" htmlFor="sms-rate">{t('Messages a second')}</label>
          <input id="sms-rate" className="field" style={{ maxWidth: 120 }} type="number" required min={1} max={1000} value={input.perSecond} onChange={(event) => setInput({ ...input, perSecond: Number(event.target.value) })} />
          <p className="help">{t('What the account is allowed; more would be refused.')}</p>
        </div>
        {error && Object.keys(wrong).length === 0 && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error.message}</p>}
      </form>
    </Sheet>
  )
}
