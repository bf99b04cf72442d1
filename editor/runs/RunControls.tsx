import { CirclePause, CirclePlay, CircleStop } from 'lucide-react'
import { useState } from 'react'
import type { RunDetail } from '../api/types'
import { sayError } from '../parts/toasts'
import { t } from '../words/t'
import { ResumeSheet } from './ResumeSheet'
import { isOpen } from './run-words'
import { StopSheet } from './StopSheet'
import { useMayHoldRuns } from './use-may-hold-runs'
import { useSteerRun } from './use-steer-run'

/** Pause, let go on, stop: for those who may, while there is something to hold. */
export function RunControls({ run }: { run: RunDetail }) {
  const mayHold = useMayHoldRuns()
  const steer = useSteerRun(run.id)
  const [asking, setAsking] = useState<'resume' | 'stop'>()
  if (!mayHold || !isOpen(run) || run.hold === 'cancelled') return null
  return (
    <>
      {run.hold === 'paused' ? (
        <button type="button" className="btn sm solid" onClick={() => setAsking('resume')}>
          <CirclePlay aria-hidden="true" /> {t('Let go on')}
        </button>
      ) : (
        <button type="button" className="btn sm" disabled={steer.isPending} onClick={() => steer.mutate('pause', { onError: sayError })}>
          <CirclePause aria-hidden="true" /> {t('Pause')}
        </button>
      )}
      <button type="button" className="btn sm" onClick={() => setAsking('stop')}>
        <CircleStop aria-hidden="true" /> {t('Stop')}
      </button>
      {asking === 'resume' && <ResumeSheet run={run} onClose={() => setAsking(undefined)} />}
      {asking === 'stop' && <StopSheet run={run} onClose={() => setAsking(undefined)} />}
    </>
  )
}
