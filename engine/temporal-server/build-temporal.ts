import { findOnPath } from './find-on-path'
import { type OnProgress, withProgress } from './progress'
import { runCommand } from './run-command'
import { TEMPORAL_CLI_VERSION } from './temporal-version'

const WHOLE_MS = 45 * 60_000
const MODULE = 'github.com/temporalio/cli'

/** The command a person can type to get the same binary. */
export const GO_INSTALL_COMMAND = `go install ${MODULE}/cmd/temporal@v${TEMPORAL_CLI_VERSION}`

/**
 * Builds Temporal's program from source into `folder`, where Go is present. Resolves to undefined when it is there, else to the
 * reason why not.
 */
export async function buildTemporal(folder: string, onProgress?: OnProgress): Promise<string | undefined> {
  const go = await findOnPath('go')
  if (!go) return 'Go is not installed'
  // The linker flags are those of Temporal's own releases: without them the program does not know its version.
  const linkerFlags = `-s -w -X ${MODULE}/temporalcli.Version=${TEMPORAL_CLI_VERSION}`
  const args = ['install', '-ldflags', linkerFlags, `${MODULE}/cmd/temporal@v${TEMPORAL_CLI_VERSION}`]
  const { GOOS: _os, GOARCH: _arch, ...env } = process.env
  const { ok, output } = await withProgress('Building Temporal from source, once (about 3 minutes)', onProgress, () =>
    // Not in a Go module of the user: its go.work or toolchain line must not decide how this is built.
    runCommand(go, args, { cwd: folder, env: { ...env, GOBIN: folder, GOWORK: 'off' }, timeoutMs: WHOLE_MS }),
  )
  return ok ? undefined : `go install failed: ${output.slice(-600)}`
}
