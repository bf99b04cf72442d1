import { openThings } from './open-things'
import { openRuns } from './open-runs'
import type { LeakCheck } from './leak-check'

/** INV2: whatever is open has a deadline and somebody, or something, that moves it; and no timer runs for what is over. */
export const deadline: LeakCheck[] = [...openRuns, ...openThings]
