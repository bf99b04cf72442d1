import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** True while a process with this id exists, whoever owns it and whatever it is: ask `commandLineOf` before trusting a stored id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * What a running process was started with, as one line (arguments joined by one space), or undefined when it is gone.
 * A dead child that nobody collected (a zombie, usual in containers) counts as gone.
 */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  try {
    if (process.platform === 'linux') {
      const parts = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
      return parts.join(' ').trim() || undefined
    }
    if (process.platform === 'win32') {
      const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
      const { stdout } = await run('powershell.exe', ['-NoProfile', '-Command', query])
      // Windows quotes arguments that contain spaces; the comparison wants them bare.
      return stdout.replaceAll('"', '').trim() || undefined
    }
    const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
    const line = stdout.trim()
    return line === '' || line.endsWith('<defunct>') ? undefined : line
  } catch {
    return undefined
  }
}

/**
 * True until the process is wholly gone, its files and ports closed; cheap enough to be asked every second. A process that is
 * being ended has lost its command line a moment before it closes its ports, so that is no sign of its end.
 */
export async function isRunning(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name before the state stands in brackets and may hold anything.
    const state = status.slice(status.lastIndexOf(')') + 2).charAt(0)
    if (state !== 'Z' && state !== 'X') return true
    // The first thread can be dead while others still hold the files.
    return (await readdir(`/proc/${pid}/task`)).length > 1
  } catch {
    return false
  }
}
