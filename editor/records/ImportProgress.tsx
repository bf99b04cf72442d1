import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CirclePause, CirclePlay, CircleStop, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type ImportDetail, importQuery, recordsApi } from '../api/records'
import { Sheet } from '../parts/Sheet'
import { sayError } from '../parts/toasts'
import { spanWords } from '../parts/times'
import { t } from '../words/t'
import { ImportTotals } from './ImportTotals'
import { remainingMs, sizeWords } from './import-words'

/** The third step: how far it is. It goes on by itself, whether somebody looks or not. */
export function ImportProgress({ detail }: { detail: ImportDetail }) {
  const client = useQueryClient()
  const [isStopping, setStopping] = useState(false)
  const change = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'stop') => recordsApi.changeImport(detail.id, what),
    onSuccess: (changed) => client.setQueryData(importQuery(detail.id).queryKey, changed),
    onError: sayError,
  })
  const { state, problem, bytes, bytesDone, rows, rowsPerSecond, isWaiting } = detail
  const share = bytes > 0 ? bytesDone / bytes : 0
  const remaining = remainingMs(detail)
  const isRunning = state === 'running'
  return (
    <div className="import-narrow">
      {problem !== null && <div className="notice bad" role="alert"><TriangleAlert aria-hidden="true" /> <span><b>{t('The import is paused.')}</b> {problem}</span></div>}
      <section className="import-progress" aria-label={t('Progress')}>
        <h2>{isWaiting ? t('Waiting its turn: another import comes first') : isRunning ? t('Importing') : t('Paused')}</h2>
        <progress className="bar-progress" max={1} value={share} aria-label={t('How much of the file is read')} />
        <p className="num soft">
          {Math.floor(share * 100)} % · {t('{done} of {size}', { done: sizeWords(bytesDone), size: sizeWords(bytes) })} · {t('{count, plural, one {# row} other {# rows}}', { count: rows })}
          {isRunning && rowsPerSecond !== null && ` · ${t('{count, number} a second', { count: rowsPerSecond })}`}
          {isRunning && remaining !== undefined && ` · ${t('about {span} left', { span: spanWords(remaining) })}`}
        </p>
        <ImportTotals detail={detail} />
        <div className="flex gap-2">
          {isRunning ? (
            <button type="button" className="btn" disabled={change.isPending} onClick={() => change.mutate('pause')}><CirclePause aria-hidden="true" /> {t('Pause')}</button>
          ) : (
            <button type="button" className="btn solid" disabled={change.isPending} onClick={() => change.mutate('resume')}><CirclePlay aria-hidden="true" /> {t('Go on')}</button>
          )}
          <button type="button" className="btn danger" disabled={change.isPending} onClick={() => setStopping(true)}><CircleStop aria-hidden="true" /> {t('Stop')}</button>
        </div>
        <p className="help">{isRunning ? t('You can leave this page: it goes on by itself, also after the server was restarted. No row is taken twice.') : t('What came in is kept. It goes on after the last row that was taken, whenever somebody presses “Go on”.')}</p>
      </section>
      {isStopping && (
        <Sheet
          title={t('Stop this import?')}
          onClose={() => setStopping(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setStopping(false)}>{t('Not now')}</button>
              <button type="button" className="btn danger" onClick={() => { setStopping(false); change.mutate('stop') }}>{t('Stop after {count, plural, one {# row} other {# rows}}', { count: rows })}</button>
            </>
          }
        >
          <p>{t('{count, plural, one {# lead that came in so far stays} other {# leads that came in so far stay}}. The rest of the file is not taken in, and this cannot be taken back. To go on later, pause it instead.', { count: detail.created })}</p>
        </Sheet>
      )}
    </div>
  )
}
