import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Inbox } from 'lucide-react'
import { channelsApi, type ChannelsAnswer, channelsQuery } from '../api/channels'
import { CopyField } from '../parts/CopyField'
import { Ago } from '../parts/Time'
import { rich, t } from '../words/t'
import { DkimPart } from './DkimPart'
import { PacePart } from './PacePart'
import { TestPart } from './TestPart'

/** E-mail: who it is from, what comes back, and how it is signed. */
export function MailSection({ mail }: { mail: ChannelsAnswer['mail'] }) {
  const client = useQueryClient()
  const make = useMutation({ mutationFn: channelsApi.makeMailAddress, onSuccess: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }) })
  return (
    <section className="section" aria-labelledby="mail-title">
      <h2 id="mail-title">{t('E-mail')}</h2>
      <div className="stack">
        <p className="quiet">{mail.isLocal ? t('Mail stays in the mailbox of this machine until WATERTIGHT_SMTP_URL names a mail server.') : t('From {from}. The mail server is set by WATERTIGHT_SMTP_URL.', { from: mail.from })}</p>
        <TestPart channel="email" />
        <PacePart />
        <div>
          <h3 className="lab">{t('What comes back')}</h3>
          <p className="quiet">{t('Answers, automatic replies and what could not be delivered. Have your mail server hand on what comes to the address that mail is from; who is away is then written to when they are back.')}</p>
        </div>
        {mail.in && !make.data && <p className="soft">{mail.in.lastAt === null ? rich('There is an address since {ago}; nothing of use came yet.', { ago: <Ago at={mail.in.since} /> }) : rich('Something came {ago}.', { ago: <Ago at={mail.in.lastAt} /> })}</p>}
        {make.data ? (
          <div>
            <CopyField value={make.data.address} label={t('Address to hand mail to')} copied={t('The address is copied.')} isMain />
            <p className="help">{t('The address is the secret. It is not shown again.')}</p>
          </div>
        ) : (
          <div><button type="button" className="btn" disabled={make.isPending} onClick={() => make.mutate()}><Inbox aria-hidden="true" /> {mail.in ? t('Make a new address; the old one ends') : t('Make an address')}</button></div>
        )}
        {make.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{make.error.message}</p>}
        <div>
          <h3 className="lab">{t('Signature (DKIM)')}</h3>
          <p className="quiet">{t('Mail that is signed is not taken for forged. Leave it off where your mail server signs by itself.')}</p>
        </div>
        <DkimPart key={mail.dkim?.createdAt} dkim={mail.dkim} from={mail.from} />
      </div>
    </section>
  )
}
