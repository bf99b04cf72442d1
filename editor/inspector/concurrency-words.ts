import type { Concurrency } from '#engine/graph/flow'
import { t } from '../words/t'

/** What happens when a run is to start while another is under way for the same lead. */
export const concurrencyWords: Record<Concurrency, { choice: string; help: string }> = {
  allow: { choice: t('Start another beside it'), help: t('Both run at the same time.') },
  queue: { choice: t('Start it afterwards'), help: t('It waits until the run before it has ended; a paused run keeps its place.') },
  drop: { choice: t('Do not start it'), help: t('What would have started it is kept on record, and nothing is done.') },
  replace: { choice: t('Stop the first, start it anew'), help: t('What the first run has sent stays sent; what it waited for is called off.') },
}
