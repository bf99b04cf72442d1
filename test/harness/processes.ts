import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Ids of a process's children whose command line holds `word`. */
export function childrenOf(pid: number, word: string): number[] {
  if (process.platform === 'linux') {
    return readText(`/proc/${pid}/task/${pid}/children`)
      .split(' ')
      .map(Number)
      .filter((child) => child > 0 && readText(`/proc/${child}/cmdline`).includes(word))
  }
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((parts) => parts !== null && Number(parts[2]) === pid && (parts[3] ?? '').includes(word))
    .map((parts) => Number(parts?.[1]))
}

/** Ids of all processes that were started with this environment entry. Linux only: elsewhere none are found. */
export function processesWith(entry: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && readText(`/proc/${pid}/environ`).split('\0').includes(entry))
}

/** kill -9, by id; true when there was such a process. */
export function killNow(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
