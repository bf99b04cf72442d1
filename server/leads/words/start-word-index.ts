import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { readUpTo } from './find-words'
import { indexWords } from './index-words'

/** Few enough that nobody who writes meanwhile waits long. */
const atOnce = 100
const betweenMs = 20
const everyMs = 1_000

/** Takes new leads into the index of words, soon after they have arrived, for as long as the process runs. Any number of processes may do so. */
export function startWordIndex({ db, writer, report }: { db: Database; writer: Writer; report: (error: unknown) => void }): () => void {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout>
  const newest = db.$client.prepare('select max(rowid) from leads').pluck()
  async function step(): Promise<void> {
    let taken = 0
    try {
      // Without anything new, nobody's lock is taken.
      if (((newest.get() as number | null) ?? 0) > readUpTo(db)) taken = await writer.write((tx) => indexWords(tx, atOnce))
    } catch (error) {
      report(error)
    }
    if (!isStopped) timer = setTimeout(() => void step(), taken === atOnce ? betweenMs : everyMs)
  }
  timer = setTimeout(() => void step(), everyMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
