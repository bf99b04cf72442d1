import { createWorkspace, type Workspace } from '#test/harness/create-workspace'
import { startHttpReceiver } from '#test/harness/receivers/http-receiver'
import { type SmtpReceiver, startSmtpReceiver } from '#test/harness/receivers/smtp-receiver'
import { type Stack, startStack } from '#test/harness/start-stack'

/** Measures on the real stack with twenty reps who have room for all, and ends it whatever happens. */
export async function withStack(measure: (world: { stack: Stack; smtp: SmtpReceiver; source: Workspace['source'] }) => Promise<void>): Promise<void> {
  const smtp = await startSmtpReceiver()
  const http = await startHttpReceiver()
  let workspace: Workspace | undefined
  const stack = await startStack({
    smtpUrl: smtp.url,
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 20, capacity: 1_000, webhookUrl: http.url('').replace(/\/$/, ''), windows: {} })
    },
  })
  try {
    await stack.untilWorkerIsReady()
    if (!workspace) throw new Error('bench.withStack: no workspace')
    await measure({ stack, smtp, source: workspace.source })
  } finally {
    await stack.stop()
    stack.remove()
    await smtp.stop()
    await http.stop()
  }
}
