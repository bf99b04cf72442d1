import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Ban, Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import { contactChannels } from '#nodes/revops/gate/channels'
import { type DoNotContactEntry, doNotContactQuery } from '../api/do-not-contact'
import { BarTools } from '../app/BarTools'
import { MessageTabs } from '../messages/MessageTabs'
import { SearchField } from '../parts/SearchField'
import { BoneRows, Empty, Failed } from '../parts/states'
import { Ago } from '../parts/Time'
import { RecordTabs } from '../records/RecordTabs'
import { t } from '../words/t'
import { AddEntrySheet } from './AddEntrySheet'
import { ImportEntriesSheet } from './ImportEntriesSheet'
import { RemoveEntrySheet } from './RemoveEntrySheet'

/** Whom nobody writes to or calls, whatever they once agreed to. */
export function DoNotContactPage() {
  const { q } = useSearch({ from: '/frame/records/messages/do-not-contact' })
  const navigate = useNavigate({ from: '/records/messages/do-not-contact' })
  const pages = useInfiniteQuery(doNotContactQuery(q))
  const [open, setOpen] = useState<'add' | 'import' | DoNotContactEntry>()
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const close = () => setOpen(undefined)
  return (
    <main className="main">
      <header className="bar">
        <h1>{t('Records')}</h1>
        <RecordTabs />
        <div className="grow" />
        <BarTools />
        <button type="button" className="btn sm" onClick={() => setOpen('import')}><Upload aria-hidden="true" /> {t('Take in a list')}</button>
        <button type="button" className="btn sm solid" onClick={() => setOpen('add')}><Plus aria-hidden="true" /> {t('Add somebody')}</button>
      </header>
      <div className="list-page">
        <div>
          <MessageTabs />
          <fieldset className="filters" aria-label={t('Filters')}><SearchField q={q} label={t('Find an address, a number, a domain or a reason')} placeholder={t('Address, number, domain, reason')} onSearch={(next) => void navigate({ search: { q: next }, replace: true })} /></fieldset>
        </div>
        <div className="list-scroll">
          {pages.isPending ? <BoneRows label={t('Reading the list')} /> : pages.isError && entries.length === 0 ? <Failed error={pages.error} what={t('The list')} /> : entries.length > 0 ? (
            <table className="list-table">
              <thead>
                <tr><th style={{ width: '30%' }}>{t('Whom')}</th><th style={{ width: 150 }}>{t('By which way not')}</th><th>{t('Why')}</th><th className="r" style={{ width: 110 }}>{t('Since')}</th><th style={{ width: 100 }}><span className="sr-only-now">{t('Acts')}</span></th></tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.id}>
                    <td title={entry.value}><b className="med">{entry.value}</b></td>
                    <td>{entry.channel === null ? t('By no way at all') : contactChannels[entry.channel]}</td>
                    <td title={entry.reason}>{entry.reason}</td>
                    <td className="r quiet"><Ago at={entry.createdAt} /></td>
                    <td className="tools"><button type="button" className="btn xs" aria-label={t('Take off {value}', { value: entry.value })} onClick={() => setOpen(entry)}>{t('Take off')}</button></td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : q ? <Empty icon={Ban} title={t('Nobody on the list fits')}>{t('Neither an address, a number, a domain nor a reason has these words.')}</Empty> : (
            <Empty icon={Ban} title={t('Nobody is on the list')} action={<button type="button" className="btn solid" onClick={() => setOpen('add')}>{t('Add somebody')}</button>}>{t('Whoever stands here gets no message and no call of a flow, whatever they once agreed to: a person, a number, or everybody of a domain.')}</Empty>
          )}
        </div>
        <footer className="tfoot">
          {entries.length > 0 && <span className="num" role="status">{t('{count, plural, one {# entry} other {# entries}} shown, newest first', { count: entries.length })}</span>}
          {pages.hasNextPage && <button type="button" className="btn xs" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{pages.isFetchingNextPage ? t('Reading …') : t('Show more')}</button>}
        </footer>
      </div>
      {open === 'add' && <AddEntrySheet onClose={close} />}
      {open === 'import' && <ImportEntriesSheet onClose={close} />}
      {typeof open === 'object' && <RemoveEntrySheet entry={open} onClose={close} />}
    </main>
  )
}
