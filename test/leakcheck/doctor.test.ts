import Sqlite from 'better-sqlite3'
import { execFile } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workflowId } from '#engine/client'
import { isRunning } from '#engine/temporal-server/process-identity'
import { readConfig } from '#server/config'
import { examine } from '#server/health/examine'
import { reachTemporal } from '#server/health/reach-temporal'
import { compareWithTemporal } from '#server/leakcheck/compare-with-temporal'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { createRandom } from '../harness/random'
import { type SmtpReceiver, startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { type Stack, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

const run = promisify(execFile)
let smtp: SmtpReceiver
let stack: Stack
let workspace: Workspace
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  smtp = await startSmtpReceiver()
  stack = await startStack({
    smtpUrl: smtp.url,
    prepare: (dataFolder) => {
      workspace = createWorkspace(dataFolder, { reps: 3, capacity: 50, webhookUrl: 'http://127.0.0.1:9', windows: { 'wait-first': 3_600 } })
    },
  })
  env = { WATERTIGHT_DATA: stack.dataFolder, WATERTIGHT_PORT: new URL(stack.url).port, WATERTIGHT_SMTP_URL: smtp.url, WATERTIGHT_PAGES: 'off' }
  await stack.untilWorkerIsReady()
})
afterAll(async () => {
  await stack?.stop()
  stack?.remove()
  await smtp?.stop()
})

const look = async () => {
  const results = await examine({ config: readConfig(env), brokenNodes: [], isDeep: true, env: {} })
  return Object.fromEntries(results.map((result) => [result.name, result]))
}
const notFine = async () => Object.values(await look()).filter(({ state }) => state === 'warning' || state === 'problem')
const untilFine = () => until('everything is fine', 60_000, async () => (await notFine()).length === 0, 300)

describe('the doctor', () => {
  it('finds everything fine while everything is', async () => {
    await untilFine()
    const checks = await look()
    expect(checks.worker?.says).toMatch(/knows \d+ kinds of steps/)
    expect(checks.temporal?.says).toMatch(/^\d+\.\d+\.\d+ at 127\.0\.0\.1:\d+, keeps ended runs for 30 days$/)
    expect(Object.values(checks).filter(({ state }) => state === 'skipped')).toEqual([])
  })

  it('says so on the command line with 0, and leakcheck finds nothing beside the running server', async () => {
    const cli = (...words: string[]) => run(process.execPath, ['server/cli/watertight.mjs', ...words], { env: { ...process.env, ...env } })
    expect((await cli('doctor')).stdout).toContain('All fine.')
    const report = JSON.parse((await cli('leakcheck', '--json')).stdout) as { findings: unknown[]; temporalSkipped: string | null }
    expect(report).toMatchObject({ findings: [], temporalSkipped: null })
  })

  it('says that the worker has ended, and what waits for it', { timeout: 400_000 }, async () => {
    await untilFine()
    // It is started again half a second later and takes what waits, so a slow look may come too late to see either.
    const { worker, outbox } = await until('the doctor sees the worker gone', 90_000, async () => {
      const pid = stack.pids().worker
      if (pid === undefined || !(await stack.kill('worker'))) return undefined
      await until('its process is gone', 30_000, async () => !(await isRunning(pid)), 5)
      const client = new Sqlite(stack.databaseFile, { timeout: 20_000 })
      client.prepare(`insert into outbox (kind, run_id, created_at) values ('nudge', 'planted', ?)`).run(Date.now() - 10 * 60_000)
      client.close()
      const found = await look()
      return found.worker?.state === 'problem' && found.outbox?.state === 'problem' && found
    })
    expect(worker).toMatchObject({ state: 'problem', says: expect.stringContaining('has ended') })
    expect(outbox).toMatchObject({ state: 'problem', says: expect.stringContaining('the oldest for 10 min') })
    await stack.untilWorkerIsReady()
    await untilFine()
  })

  it('says that Temporal does not run', { timeout: 400_000 }, async () => {
    // It is started again half a second later, so a slow look may come too late to see it gone.
    const temporal = await until('the doctor sees Temporal gone', 60_000, async () => {
      const pid = stack.pids().temporal
      if (pid === undefined || !(await stack.kill('temporal'))) return undefined
      await until('its process is gone', 30_000, async () => !(await isRunning(pid)), 5)
      const found = (await look()).temporal
      // One that is there again and not ready yet is another problem.
      return found?.state === 'problem' && found.says.includes('is not running') && found
    })
    expect(temporal).toMatchObject({ says: 'Our own Temporal is not running.', means: expect.stringContaining('Nothing is lost') })
    await untilFine()
  })

  it('says that the mail server is down', async () => {
    await smtp.down()
    expect((await look())['mail-server']).toMatchObject({ state: 'problem', says: expect.stringContaining('does not answer') })
    await smtp.up()
    await untilFine()
  })

  it('says that others can read the secret key', async () => {
    const file = join(stack.dataFolder, 'secret.key')
    chmodSync(file, 0o644)
    expect((await look()).key).toMatchObject({ state: 'warning' })
    chmodSync(file, 0o600)
  })
})

describe('the comparison with Temporal', () => {
  it('finds a run without an execution, and an execution without a run, and nothing else', async () => {
    await untilFine()
    await sendLeads({ url: stack.url, source: workspace.source, count: 3, times: 1, random: createRandom(1), parallel: 1 })
    const client = new Sqlite(stack.databaseFile, { timeout: 20_000 })
    const waiting = () => client.prepare(`select id, generation, subject_id from runs where state = 'waiting' order by id`).all() as { id: string; generation: number; subject_id: string }[]
    const [lost, over] = await until('three runs wait', 60_000, () => waiting().length === 3 && waiting())
    const temporal = await reachTemporal(readConfig(env))
    if (!('client' in temporal) || !lost || !over) throw new Error('test.doctor: Temporal is not there')
    try {
      // Two minutes on, so that nothing is too young to be judged.
      const later = Date.now() + 120_000
      expect(await compareWithTemporal(client, temporal.client, later)).toEqual([])
      await temporal.client.workflow.getHandle(workflowId(lost.id, lost.generation)).terminate()
      client.prepare(`update runs set state = 'done', end_reason = 'completed', ended_at = ? where id = ?`).run(Date.now(), over.id)
      const found = await until('both are found', 60_000, async () => {
        const findings = await compareWithTemporal(client, temporal.client, later)
        return findings.length >= 2 && findings
      }, 200)
      expect(found.map(({ kind, runId, subject }) => ({ kind, runId, subject: subject.id }))).toEqual([
        { kind: 'run-without-execution', runId: lost.id, subject: lost.subject_id },
        { kind: 'execution-without-run', runId: over.id, subject: over.subject_id },
      ])
    } finally {
      client.close()
      await temporal.close()
    }
  })
})
