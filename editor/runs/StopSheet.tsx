import type { RunDetail } from '../api/types'
import { Sheet } from '../parts/Sheet'
import { t } from '../words/t'
import { stopWords } from './run-words'
import { useSteerRun } from './use-steer-run'

/** Asks before a run is stopped, and says what that does. */
export function StopSheet({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const steer = useSteerRun(run.id)
  return (
    <Sheet
      title={t('Stop this run for good?')}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>{t('Leave it')}</button>
          <button type="button" className="btn danger" disabled={steer.isPending} onClick={() => steer.mutate('stop', { onSuccess: onClose })}>{t('Stop the run')}</button>
        </>
      }
    >
      <ul className="run-effects">
        {stopWords(run).map((words) => <li key={words}>{words}</li>)}
      </ul>
      {steer.error && <p className="wrong-words" role="alert">{steer.error.message}</p>}
    </Sheet>
  )
}
