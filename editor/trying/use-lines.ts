import { useEffect, useRef, useState } from 'react'

interface Lines<Line> {
  lines: Map<string, Line>
  isRunning: boolean
  error: Error | undefined
  /** What the lines are about, as it was given when they were begun. */
  about: unknown
}

/** Reads what comes line by line, until it is over, stopped, or the page is left. */
export function useLines<Line extends { id: string }>(begin: (signal: AbortSignal) => AsyncGenerator<Line, void, undefined>) {
  const [read, setRead] = useState<Lines<Line>>({ lines: new Map(), isRunning: false, error: undefined, about: undefined })
  const control = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => control.current?.abort(), [])

  async function start(about: unknown): Promise<void> {
    control.current?.abort()
    const own = new AbortController()
    control.current = own
    setRead({ lines: new Map(), isRunning: true, error: undefined, about })
    try {
      for await (const line of begin(own.signal)) setRead((before) => ({ ...before, lines: new Map(before.lines).set(line.id, line) }))
    } catch (error) {
      if (!own.signal.aborted) setRead((before) => ({ ...before, error: error instanceof Error ? error : new Error(String(error)) }))
    } finally {
      if (control.current === own) setRead((before) => ({ ...before, isRunning: false }))
    }
  }
  function forget(id: string): void {
    setRead((before) => ({ ...before, lines: new Map([...before.lines].filter(([key]) => key !== id)) }))
  }
  return { ...read, start, forget, stop: () => control.current?.abort() }
}
