import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import { doNotContactApi } from '../api/do-not-contact'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { ChannelField } from './ChannelField'

const mostBytes = 2_000_000

/** Takes in a list from elsewhere, pasted or as a file, and says what became of each line. */
export function ImportEntriesSheet({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [csv, setCsv] = useState('')
  const [reason, setReason] = useState('')
  const [channel, setChannel] = useState<ContactChannel | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const take = useMutation({ mutationFn: () => doNotContactApi.import({ csv, channel, reason }), onSuccess: () => client.invalidateQueries({ queryKey: ['do-not-contact'] }) })
  const readFile = async (file: File | undefined) => {
    setTooLarge((file?.size ?? 0) > mostBytes)
    if (file && file.size <= mostBytes) setCsv(await file.text())
  }
  const { data } = take
  return (
    <Sheet
      title={t('Take in a list')}
      onClose={onClose}
      foot={data ? <button type="button" className="btn solid" onClick={onClose}>{t('Close')}</button> : (
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Not now')}</button>
          <button type="submit" form="import-entries" className="btn solid" disabled={take.isPending || csv.trim() === ''}>{take.isPending ? t('Reading …') : t('Put all on the list')}</button>
        </>
      )}
    >
      {data ? (
        <div className="stack" role="status">
          <p>{t('{added, plural, =0 {Nobody new is} one {One is} other {# are}} on the list now; {known, plural, =0 {none} other {#}} stood there already. {woken, plural, =0 {No message was waiting.} one {One message that was waiting is given up.} other {# messages that were waiting are given up.}}', { added: data.added, known: data.known, woken: data.woken })}</p>
          {data.unread > 0 && (
            <>
              <p className="wrong-words"><CircleAlert aria-hidden="true" />{t('{unread, plural, one {One line names} other {# lines name}} nobody:', { unread: data.unread })}</p>
              <ul className="run-effects">{data.shown.map(({ line, text }) => <li key={line}>{t('Line {line}: {text}', { line, text: text || t('empty') })}</li>)}</ul>
            </>
          )}
        </div>
      ) : (
        <form id="import-entries" className="stack" onSubmit={(event) => { event.preventDefault(); take.mutate() }}>
          <div>
            <label className="lab" htmlFor="entries-csv">{t('The list, one on each line')}</label>
            <textarea id="entries-csv" className="field" rows={8} required value={csv} placeholder={t('ada@example.com, asked us on the phone\n+49 30 5550 100\nexample.com')} onChange={(event) => setCsv(event.target.value)} />
            <p className="help">{t('Whom, and why behind a comma where you know it. At most 20,000 lines.')} <input type="file" accept=".csv,.txt,text/csv,text/plain" aria-label={t('From a file')} onChange={(event) => void readFile(event.target.files?.[0])} /></p>
            {isTooLarge && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{t('This file has more than 2 MB. Cut it into parts.')}</p>}
          </div>
          <ChannelField id="entries-channel" channel={channel} onChange={setChannel} />
          <div>
            <label className="lab" htmlFor="entries-reason">{t('Why, where a line does not say it')}</label>
            <input id="entries-reason" className="field" required maxLength={300} placeholder={t('From the old CRM')} value={reason} onChange={(event) => setReason(event.target.value)} />
          </div>
          {take.error && <p className="wrong-words" role="alert"><CircleAlert aria-hidden="true" />{take.error.message}</p>}
        </form>
      )}
    </Sheet>
  )
}
