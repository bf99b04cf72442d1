import { lt } from 'drizzle-orm'
import { engineNumber } from '#engine/plan'
import { workerBeats } from '../db/schema'
import type { Writer } from '../db/writer'

const everyMs = 5_000
const keptForMs = 24 * 3_600_000

export interface BeatDeps {
  writer: Writer
  /** What Temporal's SDK says about the worker. */
  state(): { state: string; workflows: number; activities: number; localActivities: number }
  nodeTypes: string[]
  report(error: unknown): void
}

/** Writes down every five seconds that this worker lives and what is in its hands; returns how to stop. */
export function startBeat({ writer, state, nodeTypes, report }: BeatDeps): () => void {
  const startedAt = Date.now()
  const id = `${process.pid}:${startedAt}`
  const engines = Array.from({ length: engineNumber }, (_, index) => index + 1)

  async function beat(): Promise<void> {
    const at = Date.now()
    const { state: now, ...tasks } = state()
    await writer.write((tx) => {
      tx.insert(workerBeats)
        .values({ id, pid: process.pid, startedAt, at, state: now, tasks, engines, nodeTypes })
        .onConflictDoUpdate({ target: workerBeats.id, set: { at, state: now, tasks } })
        .run()
    })
  }

  // Those of workers before this one go once; nobody asks for them after a day.
  void writer.write((tx) => void tx.delete(workerBeats).where(lt(workerBeats.at, startedAt - keptForMs)).run()).catch(report)
  void beat().catch(report)
  const timer = setInterval(() => void beat().catch(report), everyMs)
  return () => clearInterval(timer)
}
