import { TestWorkflowEnvironment } from '@temporalio/testing'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cachedOnce } from './cached-once'
import { isExecutableFile } from './find-on-path'
import { findFreePort } from './ports'
import type { OnProgress } from './progress'

/** A quick start counts, because the SDK gives up after 5 s: hence the serial collector and the first compiler tier only. */
export const javaOptions = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m']
const main = 'io.temporal.testserver.TestServer'
const answersWithinMs = 30_000
const endsWithinMs = 60_000

/**
 * A program that starts the server of the jars in `library` with its classes out of an archive, which Java (from 13 on) reads much faster:
 * it is up in 0.6 s instead of 1.4 s. Made once beside `folder`; where that cannot be done the program starts it without.
 */
export async function quickenTestServer({ folder, library, name, onProgress }: { folder: string; library: string; name: string; onProgress?: OnProgress }): Promise<string | undefined> {
  const quick = `${folder}-quick`
  const isThere = await cachedOnce({
    folder: quick,
    waitingFor: 'the archive of the Temporal test server',
    onProgress,
    async make(empty) {
      const archive = join(empty, 'classes.jsa')
      await makeArchive(archive, library).catch((error: unknown) => onProgress?.(`The Temporal test server starts without an archive of its classes: ${String(error)}`))
      // An archive that does not fit, as after an upgrade of Java, is passed over.
      const script = ['#!/bin/sh', `exec java ${javaOptions.join(' ')} -Xshare:auto "-XX:SharedArchiveFile=${join(quick, 'classes.jsa')}" -cp "${library}/*" ${main} "$@"`, '']
      await writeFile(join(empty, name), script.join('\n'), { mode: 0o755 })
      return true
    },
  })
  const path = join(quick, name)
  return isThere && (await isExecutableFile(path)) ? path : undefined
}

/** Java writes down at its end which classes it has used; so they are used. */
async function makeArchive(file: string, library: string): Promise<void> {
  const port = await findFreePort()
  const server = spawn('java', [...javaOptions, `-XX:ArchiveClassesAtExit=${file}`, '-cp', `${library}/*`, main, String(port), '--enable-time-skipping'], { stdio: 'ignore' })
  const ended = once(server, 'exit', { signal: AbortSignal.timeout(answersWithinMs + endsWithinMs) })
  try {
    await Promise.race([playOneRun(port), ended.then(() => Promise.reject(new Error('it ended by itself')))])
    server.kill('SIGTERM')
    await ended
  } finally {
    server.kill('SIGKILL')
  }
}

/** A run from its start to its end, as the tests have them. */
async function playOneRun(port: number): Promise<void> {
  const environment = await connect(`127.0.0.1:${port}`)
  try {
    const { client, connection } = environment
    const run = await client.workflow.start('archive', { workflowId: 'archive', taskQueue: 'archive' })
    await connection.workflowService.pollWorkflowTaskQueue({ namespace: 'default', taskQueue: { name: 'archive' } })
    await run.signal('archive')
    await run.fetchHistory()
    await run.terminate()
  } finally {
    await environment.teardown()
  }
}

async function connect(address: string): Promise<TestWorkflowEnvironment> {
  for (const until = Date.now() + answersWithinMs; ; await sleep(100)) {
    try {
      return await TestWorkflowEnvironment.createFromExistingServer({ address })
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}
