import type { z } from 'zod'
import { durationMs } from '../../sdk/duration'
import type { SleepRun } from '../../sdk/handlers'
import type { wait } from './definition'

export const runWait: SleepRun<z.output<typeof wait.params>> = ({ params, now }) => ({ until: now + durationMs(params.duration) })
