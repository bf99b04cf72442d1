import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { checkAll } from '../harness/checks/check-all'
import { createRandom } from '../harness/random'
import { readRows, type Rows, type Violation } from '../harness/read-facts'
import { startHttpReceiver } from '../harness/receivers/http-receiver'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { startStack } from '../harness/start-stack'
import { until } from '../harness/until'

const patienceMs = 40_000

/**
 * A mail is put off and tried again beside the run; while the mail server takes it and says nothing, the rep answers by the
 * webhook's link, the run ends, and the worker is killed. Nobody comes back for that mail: it must be put before a person.
 */
export async function runCutOffAfterEnd(): Promise<Violation[]> {
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: smtp.url,
    limits: 0.5,
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 1, capacity: 5, webhookUrl: http.url('').replace(/\/$/, ''), windows: {} })
    },
  })
  try {
    if (!workspace) throw new Error('test.runCutOffAfterEnd: no workspace')
    smtp.fail('rep-1@team.example', { kind: 'reply', code: 451 }, 1)
    smtp.fail('rep-1@team.example', { kind: 'hang', at: 'after-storing' }, 1)
    const mailRow = ({ effects }: Rows) => effects.find((row) => row.channel === 'email')
    await stack.untilWorkerIsReady()
    const sent = await sendLeads({ url: stack.url, source: workspace.source, count: 1, times: 1, random: createRandom(1), parallel: 1 })
    await until('the second try of the mail hangs', patienceMs, () => smtp.count() === 1 && mailRow(readRows(stack.databaseFile))?.state === 'sending')
    const told = await until('the webhook', patienceMs, () => http.requests()[0])
    const { link } = JSON.parse(told.body) as { link: string }
    const token = link.split('/a/')[1]
    await fetch(`${stack.url}/api/acks/${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ answer: 'have-it' }) })
    await until('the run has ended', 30_000, () => readRows(stack.databaseFile).runs[0]?.state === 'done', 20)
    await stack.kill('worker')
    await until('the mail is before a person', patienceMs, () => mailRow(readRows(stack.databaseFile))?.state === 'unknown', 250).catch(() => undefined)
    const facts = { rows: readRows(stack.databaseFile), sent, mails: smtp.mails(), requests: http.requests(), presses: [], claims: [], onCall: [] }
    return checkAll(facts).violations
  } finally {
    stack.remove()
    await Promise.allSettled([smtp.stop(), http.stop()])
  }
}
