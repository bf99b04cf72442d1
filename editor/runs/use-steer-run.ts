import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api'
import { runQuery } from '../api/queries'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'

export type Steering = 'pause' | 'resume-keep' | 'resume-shift' | 'stop'

const acts: Record<Steering, { ask(id: string): Promise<unknown>; said: string }> = {
  pause: { ask: api.pauseRun, said: t('The run is paused.') },
  'resume-keep': { ask: (id) => api.resumeRun(id, 'keep'), said: t('The run goes on with its dates.') },
  'resume-shift': { ask: (id) => api.resumeRun(id, 'shift'), said: t('The run goes on, its dates moved.') },
  stop: { ask: api.cancelRun, said: t('The run is being stopped.') },
}

/** Pauses a run, lets it go on or stops it, and shows how it stands then, also when it was too late. */
export function useSteerRun(runId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (how: Steering) => acts[how].ask(runId),
    onSuccess: (_, how) => useToasts.getState().say(acts[how].said),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: runQuery(runId).queryKey }), client.invalidateQueries({ queryKey: ['runs'] })]),
  })
}
