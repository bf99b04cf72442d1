import { join } from 'node:path'

export interface DevServerSettings {
  /** Absolute. */
  folder: string
  version: string
  port: number
  /** Where Temporal's own pages are served; without it there are none. */
  uiPort?: number
  namespace: string
}

/** An upgrade of the server starts an empty file, because Temporal cannot migrate one; our runs are started again from our database. */
export function temporalDatabaseFile({ folder, version }: Pick<DevServerSettings, 'folder' | 'version'>): string {
  return join(folder, `temporal-${version}`, 'temporal.db')
}

/** The arguments of Temporal's dev server. Measurements behind them: temporal-facts sections 3.1 and 3.2. */
export function devServerArgs(settings: DevServerSettings): string[] {
  const { port, uiPort, namespace } = settings
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
    ...['--db-filename', temporalDatabaseFile(settings)],
    // WAL is the faster journal; synchronous=2 (FULL) still fsyncs every commit, so a power cut loses nothing.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=2', '--sqlite-pragma', 'busy_timeout=5000'],
    // One partition a task queue and eager activities: twice the throughput on one machine.
    ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
    ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
    ...['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
    ...['--log-level', 'warn', '--log-format', 'text'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', '127.0.0.1', '--ui-port', String(uiPort)]),
  ]
}
