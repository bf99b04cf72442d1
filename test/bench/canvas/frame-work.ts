import type { CDPSession } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  pid: number
  tid: number
  args?: { name?: string }
}

/** Painting: with a graphics card most of it is not done by the main thread. */
const painting = new Set(['Paint', 'PrePaint', 'Layerize', 'Commit', 'PaintImage', 'RasterTask'])

/**
 * What the page's main thread did in each frame while `work` ran, in ms, without painting in software: from a trace of the browser. A frame is
 * what lies between two commits of the main thread, at which it hands what it has drawn to the compositor.
 */
export async function frameWork(session: CDPSession, work: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] } })
  await work()
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', collect)
  return perFrame(events)
}

function perFrame(events: TraceEvent[]): number[] {
  const frames = events.filter(({ name, ph }) => name === 'Commit' && ph === 'X')
  const main = busiest(frames.map(({ pid, tid }) => `${pid} ${tid}`))
  const ofMain = events.filter(({ ph, pid, tid }) => ph === 'X' && `${pid} ${tid}` === main)
  const ends = frames.filter(({ pid, tid }) => `${pid} ${tid}` === main).map(({ ts }) => ts).sort((a, b) => a - b)
  const tasks = ofMain.filter(({ name }) => name === 'RunTask')
  const painted = outermost(ofMain.filter(({ name }) => painting.has(name)))
  const busy = outermost(tasks)
  return ends.slice(1).map((end, index) => {
    const start = ends[index] ?? end
    return (within(busy, start, end) - within(painted, start, end)) / 1_000
  })
}

function busiest(names: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Without those that lie within another. */
function outermost(events: TraceEvent[]): TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY
  return [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)).filter(({ ts, dur = 0 }) => {
    if (ts + dur <= end) return false
    end = ts + dur
    return true
  })
}

/** How much of these lies between two instants, in µs. */
function within(events: TraceEvent[], start: number, end: number): number {
  return events.reduce((sum, { ts, dur = 0 }) => sum + Math.max(0, Math.min(end, ts + dur) - Math.max(start, ts)), 0)
}
