/** The key under which the end of a run answers those who wait for it. */
export function endKey(runId: string): string {
  return `run:${runId}`
}
