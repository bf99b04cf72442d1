import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const lookEveryMs = 500

/**
 * Calls `onChange` once a folder has changed and then stood still for a moment. Looks by itself: what the system tells of
 * folders within folders differs between systems, and is not told at all on some network drives.
 */
export function watchFolder(folder: string, onChange: () => Promise<void>): { stop(): void } {
  let acted = signature(folder)
  let last = acted
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    const now = signature(folder)
    const stands = now === last
    last = now
    if (!stands || now === acted) return
    acted = now
    isBusy = true
    void onChange().finally(() => {
      isBusy = false
    })
  }, lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Names, sizes and times of all files below a folder. */
function signature(folder: string): string {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map((entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return `${entry.name}/(${signature(path)})`
        const { size, mtimeMs } = statSync(path)
        return `${entry.name} ${size} ${mtimeMs}`
      })
      .join('\n')
  } catch {
    // Gone, or changing at this very moment: the next look sees.
    return ''
  }
}
