const REPEAT_MS = 15_000

/** Receives one line for people at a time, without a line end. */
export type OnProgress = (line: string) => void

/** Says what is being done at once, and again with the seconds so far every 15 seconds, until `work` settles. */
export async function withProgress<Result>(
  what: string,
  onProgress: OnProgress | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = Date.now()
  onProgress?.(`${what} …`)
  const ticker = setInterval(() => onProgress?.(`${what} … ${Math.round((Date.now() - startedAt) / 1000)} s`), REPEAT_MS)
  ticker.unref()
  try {
    return await work()
  } finally {
    clearInterval(ticker)
  }
}
