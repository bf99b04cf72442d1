import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CirclePause, CirclePlay, CircleStop, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { type ImportDetail, importQuery, recordsApi } from '../api/records'
import { Sheet } from '../parts/Sheet'
import { sayError } from '../parts/toasts'
import { spanWords } from '../parts/times'
import { count, many } from '../parts/counts'
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
      {problem !== null && <div className="notice bad" role="alert"><TriangleAlert aria-hidden="true" /> <span><b>The import is paused.</b> {problem}</span></div>}
      <section className="import-progress" aria-label="Progress">
        <h2>{isWaiting ? 'Waiting its turn: another import comes first' : isRunning ? 'Importing' : 'Paused'}</h2>
        <progress className="bar-progress" max={1} value={share} aria-label="How much of the file is read" />
        <p className="num soft">
          {Math.floor(share * 100)} % · {sizeWords(bytesDone)} of {sizeWords(bytes)} · {many(rows, 'row')}
          {isRunning && rowsPerSecond !== null && ` · ${count(rowsPerSecond)} a second`}
          {isRunning && remaining !== undefined && ` · about ${spanWords(remaining)} left`}
        </p>
        <ImportTotals detail={detail} />
        <div className="flex gap-2">
          {isRunning ? (
            <button type="button" className="btn" disabled={change.isPending} onClick={() => change.mutate('pause')}><CirclePause aria-hidden="true" /> Pause</button>
          ) : (
            <button type="button" className="btn solid" disabled={change.isPending} onClick={() => change.mutate('resume')}><CirclePlay aria-hidden="true" /> Go on</button>
          )}
          <button type="button" className="btn danger" disabled={change.isPending} onClick={() => setStopping(true)}><CircleStop aria-hidden="true" /> Stop</button>
        </div>
        <p className="help">{isRunning ? 'You can leave this page: it goes on by itself, also after the server was restarted. No row is taken twice.' : 'What came in is kept. It goes on after the last row that was taken, whenever somebody presses “Go on”.'}</p>
      </section>
      {isStopping && (
        <Sheet
          title="Stop this import?"
          onClose={() => setStopping(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setStopping(false)}>Not now</button>
              <button type="button" className="btn danger" onClick={() => { setStopping(false); change.mutate('stop') }}>Stop after {many(rows, 'row')}</button>
            </>
          }
        >
          <p>{many(detail.created, 'lead')} that came in so far {detail.created === 1 ? 'stays' : 'stay'}. The rest of the file is not taken in, and this cannot be taken back. To go on later, pause it instead.</p>
        </Sheet>
      )}
    </div>
  )
}
