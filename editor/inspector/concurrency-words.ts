import type { Concurrency } from '#engine/graph/flow'

/** What happens when a run is to start while another is under way for the same lead. */
export const concurrencyWords: Record<Concurrency, { choice: string; help: string }> = {
  allow: { choice: 'Start another beside it', help: 'Both run at the same time.' },
  queue: { choice: 'Start it afterwards', help: 'It waits until the run before it has ended; a paused run keeps its place.' },
  drop: { choice: 'Do not start it', help: 'What would have started it is kept on record, and nothing is done.' },
  replace: { choice: 'Stop the first, start it anew', help: 'What the first run has sent stays sent; what it waited for is called off.' },
}
