import { spawn } from 'node:child_process'

const KEPT_CHARACTERS = 20_000

interface CommandOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  timeoutMs: number
  /** Ends the command early, for instance when it makes no headway. */
  signal?: AbortSignal
}

export interface CommandResult {
  /** True when it could be started, was not stopped by us, and ended with code 0. */
  ok: boolean
  /** The end of what it printed, both streams in order of arrival; or why it could not be started. */
  output: string
}

/** Runs a program without a shell and waits for its end. Never throws: a missing program is a result like a failed one. */
export function runCommand(command: string, args: string[], { cwd, env, timeoutMs, signal }: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      signal,
      windowsHide: true,
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_CHARACTERS)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ ok: false, output: `${output}\n${error.message}`.trim() }))
    child.once('close', (code) => resolve({ ok: code === 0, output: output.trim() }))
  })
}
