import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { copySources, type Patch } from '../faults/copy-sources'
import { createWorkspace, type Workspace } from '../harness/create-workspace'
import { createRandom } from '../harness/random'
import { readRows } from '../harness/read-facts'
import { startHttpReceiver } from '../harness/receivers/http-receiver'
import { startSmtpReceiver } from '../harness/receivers/smtp-receiver'
import { sendLeads } from '../harness/send-leads'
import { type Part, startStack } from '../harness/start-stack'
import { until } from '../harness/until'

/* Acceptance scenario AF6 on the real stack: killed when a rep’s room is held and the rep does not know it yet. */

const patience = 90_000
const stopHere = 'WATERTIGHT_TEST_STOP_HERE'
/** So long after everything is quiet a second message would have come. */
const quietMs = 4_000

/** Stands still the first time, until it is killed or let go. */
const standStill = `
import { existsSync, writeFileSync } from 'node:fs'

function standStillOnce(): void {
  const marker = String(process.env.${stopHere})
  if (existsSync(marker)) return
  writeFileSync(marker, '')
  for (let turn = 0; turn < 1_200 && !existsSync(\`\${marker}-go-on\`); turn += 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
}
`

const places = {
  // The reservation is committed, and Temporal has not heard of it: the step is asked for again.
  reserving: [
    { file: 'engine/activities/decide.ts', find: '/**\n * A branch, a set', replace: `${standStill}\n/**\n * A branch, a set` },
    {
      file: 'engine/activities/decide.ts',
      find: '        return { outcome }\n      }),\n    )\n',
      replace: "        return { outcome }\n      }),\n    ).then((answer) => {\n      if (input.step.nodeId === 'first') standStillOnce()\n      return answer\n    })\n",
    },
  ],
  // Nothing of the messages is written down yet.
  telling: [
    { file: 'nodes/library/notify/activity.ts', find: 'const dayMs = 86_400_000\n', replace: `const dayMs = 86_400_000\n${standStill}` },
    { file: 'nodes/library/notify/activity.ts', find: '  items(context, services) {\n', replace: '  items(context, services) {\n    standStillOnce()\n' },
  ],
} satisfies Record<string, Patch[]>

it.each<[Part, string, Patch[]]>([
  ['worker', 'right after reserving', places.reserving],
  ['server', 'right before telling', places.telling],
  ['all', 'right after reserving', places.reserving],
])('AF6: %s killed %s: after the restart the same rep is told once, and has the lead once', { timeout: 500_000 }, async (part, _where, patches) => {
  const sources = copySources(patches)
  const marker = join(sources.folder, 'reserved')
  const [smtp, http] = [await startSmtpReceiver(), await startHttpReceiver()]
  let workspace: Workspace | undefined
  const stack = await startStack({
    repository: sources.folder,
    smtpUrl: smtp.url,
    env: { [stopHere]: marker, WATERTIGHT_ALLOW_PRIVATE_HTTP: '1' },
    prepare: (folder) => {
      workspace = createWorkspace(folder, { reps: 3, capacity: 5, webhookUrl: http.url('').replace(/\/$/, ''), windows: { 'wait-first': 3_600 } })
    },
  })
  try {
    if (!workspace) throw new Error('test.killed: no workspace')
    await stack.untilWorkerIsReady()
    await sendLeads({ url: stack.url, source: workspace.source, count: 1, times: 1, random: createRandom(1), parallel: 1 })
    await until('a rep to have the lead', patience, () => existsSync(marker))
    const [reserved, ...others] = readRows(stack.databaseFile).assignments
    expect([reserved?.state, others, smtp.count(), http.count()]).toEqual(['offered', [], 0, 0])

    expect(await stack.kill(part)).toBe(true)
    writeFileSync(`${marker}-go-on`, '')
    if (part !== 'worker') await stack.start()

    const rep = workspace.people.find(({ id }) => id === reserved?.repId)
    await until('the run to wait for the answer', patience, () => readRows(stack.databaseFile).waits.some(({ state }) => state === 'open'), 200)
    await until('the rep to be told', patience, () => smtp.count({ to: rep?.email ?? '' }) > 0 && http.count(`/hook/${rep?.id}`) > 0, 200)
    await until('both to be written down as done', patience, () => readRows(stack.databaseFile).effects.every(({ state }) => state === 'done'), 200)
    await sleep(quietMs)
    const rows = readRows(stack.databaseFile)
    expect(rows.assignments).toEqual([reserved])
    expect([smtp.mails().map(({ to }) => to), http.requests().map(({ path }) => path)]).toEqual([[rep?.email], [`/hook/${rep?.id}`]])
    expect(rows.effects.map(({ state, recipient }) => [state, recipient])).toEqual(Array(3).fill(['done', rep?.id]))
    expect(rows.runs).toMatchObject([{ state: 'waiting' }])
  } finally {
    stack.remove()
    sources.remove()
    await Promise.all([smtp.stop(), http.stop()])
  }
})
