const everyMs = 200
const everyMsInLogs = 5_000

/** Tells on stderr how far something is: on one line of a terminal, else now and then. Nothing for what is over at once. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): { show(words: string): void; end(): void } {
  const gap = stream.isTTY ? everyMs : everyMsInLogs
  let last = performance.now()
  let isShown = false
  return {
    show(words) {
      if (performance.now() - last < gap) return
      last = performance.now()
      stream.write(stream.isTTY ? `\r\u001b[K${words}` : `${words}\n`)
      isShown = stream.isTTY
    },
    end() {
      if (isShown) stream.write('\r\u001b[K')
      isShown = false
    },
  }
}
