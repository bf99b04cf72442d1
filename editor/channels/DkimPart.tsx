import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { channelsApi, channelsQuery, type Dkim } from '../api/channels'
import { CopyField } from '../parts/CopyField'
import { t } from '../words/t'

/** Signing mail: a key for the domain, the record that must stand in its DNS, and a switch. */
export function DkimPart({ dkim, from }: { dkim: Dkim | null; from: string }) {
  const client = useQueryClient()
  const [domain, setDomain] = useState(dkim?.domain ?? from.match(/@([^\s>]+)/)?.[1] ?? '')
  const [isMaking, setMaking] = useState(false)
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: channelsQuery.queryKey })
    setMaking(false)
  }
  const make = useMutation({ mutationFn: () => channelsApi.makeDkim(domain), onSuccess })
  const turn = useMutation({ mutationFn: channelsApi.switchDkim, onSuccess })
  const error = make.error ?? turn.error
  return (
    <div className="stack">
      {dkim && !isMaking && (
        <>
          <p><span className={`chip flat ${dkim.isOn ? 'ok' : 'warn'}`}>{dkim.isOn ? t('Mail is signed') : t('Mail is not signed')}</span> <span className="soft">{t('for {domain}', { domain: dkim.domain })}</span></p>
          <div>
            <span className="lab" aria-hidden="true">{t('Name of the record')}</span>
            <CopyField value={dkim.record.name} label={t('Name of the record')} copied={t('The name is copied.')} />
          </div>
          <div>
            <span className="lab" aria-hidden="true">{t('Its value, of the type TXT')}</span>
            <CopyField value={dkim.record.value} label={t('Its value, of the type TXT')} copied={t('The value is copied.')} />
            <p className="help">{t('Enter it at the domain’s DNS before you switch signing on; it may take an hour until everybody sees it.')}</p>
          </div>
          <div className="flex gap-2">
            <button type="button" className={`btn ${dkim.isOn ? '' : 'solid'}`} disabled={turn.isPending} onClick={() => turn.mutate(!dkim.isOn)}>{dkim.isOn ? t('Stop signing') : t('The record is there: sign mail')}</button>
            <button type="button" className="btn" onClick={() => setMaking(true)}>{t('Make another key')}</button>
          </div>
        </>
      )}
      {(!dkim || isMaking) && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
          <div>
            <label className="lab" htmlFor="dkim-domain">{t('Domain that mail is sent from')}</label>
            <input id="dkim-domain" className="field" style={{ maxWidth: 340 }} required maxLength={253} value={domain} onChange={(event) => setDomain(event.target.value)} />
            {dkim?.isOn && <p className="help asks">{t('Mail is not signed from then on, until the record of the new key is there and you switch signing on.')}</p>}
          </div>
          <div className="flex gap-2">
            <button type="submit" className="btn" disabled={make.isPending}><KeyRound aria-hidden="true" /> {t('Make a key')}</button>
            {dkim && <button type="button" className="btn" onClick={() => setMaking(false)}>{t('Not now')}</button>}
          </div>
        </form>
      )}
      {error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{error.message}</p>}
    </div>
  )
}
