import { existsSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder'
import { cachedOnce } from './cached-once'
import { downloadBySdk } from './download-by-sdk'
import { findOnPath, isExecutableFile } from './find-on-path'
import { type OnProgress, withProgress } from './progress'
import { javaOptions, quickenTestServer } from './quicken-test-server'
import { runCommand } from './run-command'

const TEST_SERVER_VERSION = '1.38.0'
const MAVEN_MS = 15 * 60_000
/** With its version: a bare `dependency:` takes whatever release is the newest that day. */
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

export interface FoundTestServer {
  /** For `TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })`. */
  executable: { type: 'existing-path'; path: string }
}

/** Thrown when the time-skipping test server is not there and cannot be fetched; the message names every way, for people. */
export class TestServerNotFoundError extends Error {
  override name = 'TestServerNotFoundError'
}

/**
 * Finds Temporal's time-skipping test server, or fetches it once per user: from Maven where Java and Maven are present, else by
 * the SDK's own download. Tests only. May be called by several processes at once.
 */
export async function findTestServer({ onProgress }: { onProgress?: OnProgress } = {}): Promise<FoundTestServer> {
  const folder = join(cacheFolder(), `temporal-test-server-${TEST_SERVER_VERSION}`)
  const name = process.platform === 'win32' ? 'temporal-test-server.exe' : 'temporal-test-server'
  const path = join(folder, name)
  const library = join(folder, 'lib')
  const found = async (): Promise<FoundTestServer> => {
    const quick = existsSync(library) ? await quickenTestServer({ folder, library, name, onProgress }) : undefined
    return { executable: { type: 'existing-path', path: quick ?? path } }
  }
  if (await isExecutableFile(path)) return found()

  const reasons: string[] = []
  const isThere = await cachedOnce({
    folder,
    waitingFor: 'the Temporal test server',
    onProgress,
    make: async (empty) => {
      const noMaven = await fetchByMaven(empty, name, onProgress)
      if (!noMaven) return true
      reasons.push(`Maven: ${noMaven}`)
      const noDownload = await withProgress('Fetching the Temporal test server, once', onProgress, () =>
        downloadBySdk({ what: 'test-server', version: TEST_SERVER_VERSION, folder: empty, saveAs: name }),
      )
      if (noDownload) reasons.push(`download: ${noDownload}`)
      return !noDownload
    },
  })
  if (isThere && (await isExecutableFile(path))) return found()
  if (isThere) reasons.push(`cache: ${folder} holds no program; remove that folder`)
  throw new TestServerNotFoundError(
    [
      `Tests with virtual time need the Temporal test server ${TEST_SERVER_VERSION}, and it could not be fetched. Any one of these helps:`,
      '  - install Java (11 or later) and Maven, with access to a Maven repository',
      '  - allow access to https://temporal.download, from where it is fetched once',
      `  - put an executable at ${path}`,
      'What was tried:',
      ...reasons.map((reason) => `  - ${reason}`),
    ].join('\n'),
  )
}

/** Resolves to undefined when the server is there, else to the reason why not. */
async function fetchByMaven(folder: string, name: string, onProgress?: OnProgress): Promise<string | undefined> {
  // The SDK ends the server by the id of the process that it started, so a script must become Java by `exec`; Windows has none.
  if (process.platform === 'win32') return 'not used on Windows'
  const [java, maven] = await Promise.all([findOnPath('java'), findOnPath('mvn')])
  if (!java || !maven) return `${[java ? '' : 'Java', maven ? '' : 'Maven'].filter(Boolean).join(' and ')} not installed`

  await writeFile(join(folder, 'pom.xml'), pom())
  const args = ['--quiet', '--batch-mode', COPY_DEPENDENCIES, '-DoutputDirectory=lib', '-DincludeScope=runtime']
  const { ok, output } = await withProgress('Fetching the Temporal test server from Maven, once (about 40 MB)', onProgress, () =>
    runCommand(maven, args, { cwd: folder, timeoutMs: MAVEN_MS }),
  )
  if (!ok) return `mvn failed: ${output.slice(-600)}`
  await writeFile(join(folder, name), script())
  await chmod(join(folder, name), 0o755)
  return undefined
}

function script(): string {
  return [
    '#!/bin/sh',
    'lib="$(dirname "$0")/lib"',
    `exec java ${javaOptions.join(' ')} -cp "$lib/*" io.temporal.testserver.TestServer "$@"`,
    '',
  ].join('\n')
}

function pom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>watertight</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${TEST_SERVER_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`
}
