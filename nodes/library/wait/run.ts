import type { z } from 'zod'
import { nextTimeOfDay } from '../../revops/calendar'
import { durationMs } from '../../sdk/duration'
import type { SleepRun } from '../../sdk/handlers'
import type { wait } from './definition'

export const runWait: SleepRun<z.output<typeof wait.params>> = ({ params, now }) => ({
  until: params.kind === 'for' ? now + durationMs(params.duration) : nextTimeOfDay(now, params.time, params.zone),
})
