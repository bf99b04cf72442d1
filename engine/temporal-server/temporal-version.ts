import { runCommand } from './run-command'

/** The release of Temporal's command line program that Watertight is tested with. v1.6 and later cannot be built by `go install`. */
export const TEMPORAL_CLI_VERSION = '1.5.1'
/** The server inside that release; its database file can be read by this version only. */
export const TEMPORAL_SERVER_VERSION = '1.29.1'
/** What `temporal --version` says when it was built by a plain `go install`. */
const UNNAMED_BUILD = '0.0.0-DEV'

export interface TemporalVersion {
  cli: string
  server: string
}

/** Asks a Temporal binary for its versions; undefined when it cannot be run or is something else. */
export async function readTemporalVersion(path: string): Promise<TemporalVersion | undefined> {
  const { ok, output } = await runCommand(path, ['--version'], { timeoutMs: 30_000 })
  const [, cli, server] = (ok && /temporal version (\S+) \(Server ([^\s,)]+)/.exec(output)) || []
  return cli && server ? { cli, server } : undefined
}

/** A plain `go install …@v1.5.1` does not know its own release, so there the server inside must decide. */
export function isPinnedVersion({ cli, server }: TemporalVersion): boolean {
  return server === TEMPORAL_SERVER_VERSION && (cli === TEMPORAL_CLI_VERSION || cli === UNNAMED_BUILD)
}
