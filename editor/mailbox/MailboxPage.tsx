import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Mail, MailOpen } from 'lucide-react'
import { useState } from 'react'
import { mailboxQuery, mailQuery } from '../api/queries'
import type { MailDetail, MailRow } from '../api/types'
import { BarTools } from '../app/BarTools'
import { Ago } from '../parts/Time'
import { exactWords } from '../parts/times'
import { BoneRows, Empty, Failed } from '../parts/states'
import { useListKeys } from '../parts/use-list-keys'
import { t } from '../words/t'
import { MailFrame } from './MailFrame'
import { TextWithLinks } from './TextWithLinks'

/** What was sent, as the local mailbox got it. */
export function MailboxPage() {
  const mailbox = useInfiniteQuery(mailboxQuery)
  const mails = mailbox.data?.pages.flatMap((page) => page.messages) ?? []
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Mailbox')}</h1>
        <span className="quiet">{t('What was sent, in this installation’s own mailbox. Nothing here has left the building.')}</span>
        <div className="grow" />
        <BarTools />
      </header>
      {mailbox.isPending ? <BoneRows label={t('Reading the messages')} /> : mailbox.isError ? <Failed error={mailbox.error} what={t('The messages')} /> : mails.length === 0 ? (
        <div className="page"><Empty icon={Mail} title={t('Nothing was sent yet')}>{t('Every e-mail that a flow sends is kept here, so that you can read what people got.')}</Empty></div>
      ) : (
        <MailLists mails={mails} onMore={mailbox.hasNextPage ? () => void mailbox.fetchNextPage() : undefined} />
      )}
    </main>
  )
}

function MailLists({ mails, onMore }: { mails: MailRow[]; onMore: (() => void) | undefined }) {
  const { id } = useSearch({ from: '/frame/mailbox' })
  const navigate = useNavigate({ from: '/mailbox' })
  const choose = (mail: MailRow | undefined) => void navigate({ search: { id: mail?.id }, replace: true })
  const [at] = useListKeys(mails.length, (index) => choose(mails[index]))
  const chosen = id ?? mails[0]?.id
  return (
    <div className="split wide">
      <div>
        {mails.map((mail, index) => (
          <button key={mail.id} type="button" className={`mail-row ${index === at ? 'at' : ''}`} data-at={index === at} aria-current={mail.id === chosen} onClick={() => choose(mail)}>
            <span className="flex gap-2"><b className="truncate grow">{mail.to}</b> <span className="quiet"><Ago at={mail.at} /></span></span>
            <span className="truncate med">{mail.subject}</span>
            <span className="truncate quiet">{mail.preview}</span>
          </button>
        ))}
        {onMore && <button type="button" className="btn sm m-3" onClick={onMore}>{t('Show more')}</button>}
      </div>
      <aside aria-label={t('The chosen message')}>{chosen && <MailText id={chosen} />}</aside>
    </div>
  )
}

function MailText({ id }: { id: string }) {
  const mail = useQuery(mailQuery(id))
  if (mail.isPending) return <BoneRows rows={5} label={t('Reading the message')} />
  if (mail.isError) return <Failed error={mail.error} what={t('This message')} />
  return <OpenMail key={id} mail={mail.data} />
}

function OpenMail({ mail }: { mail: MailDetail }) {
  const { subject, to, from, at, text, html, messageId } = mail
  const [isPlain, setPlain] = useState(html === null)
  return (
    <article className="work-details">
      <h2>{subject}</h2>
      <dl className="facts">
        <dt>{t('To')}</dt><dd>{to}</dd>
        <dt>{t('From')}</dt><dd>{from}</dd>
        <dt>{t('Sent')}</dt><dd>{exactWords(at)}</dd>
        <dt>{t('Number')}</dt><dd className="mono">{messageId}</dd>
      </dl>
      {html !== null && (
        <fieldset className="seg mail-shown" aria-label={t('How it is shown')}>
          <button type="button" aria-pressed={!isPlain} onClick={() => setPlain(false)}>{t('As it arrives')}</button>
          <button type="button" aria-pressed={isPlain} onClick={() => setPlain(true)}>{t('As plain text')}</button>
        </fieldset>
      )}
      {html !== null && !isPlain ? <MailFrame html={html} /> : <div className="mail-text" style={{ borderTop: '1px solid var(--line)' }}>{text === '' ? <Empty icon={MailOpen} title={t('This message has no text')} /> : <TextWithLinks text={text} />}</div>}
    </article>
  )
}
