import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openDatabase } from '#server/db/open-database'
import { reps, teams } from '#server/db/schema'
import { createWorkspace } from '../harness/create-workspace'
import { startStack } from '../harness/start-stack'

/*
 * scim2-tester (PyPI) against the running server: `npm run scim:tester -- path/to/scim2`, which `pip install scim2-tester scim2-cli`
 * brings. It makes and removes some hundred people within seconds: so many work here that this is not held back. Their ids come
 * after all others, for the tester looks for what it made on the first page of a list only.
 */

const staff = 1_000

const [command = 'scim2', ...more] = process.argv.slice(2)
const stack = await startStack({
  smtpUrl: '', env: { WATERTIGHT_SMTP_URL: '' },
  prepare(folder) {
    createWorkspace(folder, { reps: 2, capacity: 5, webhookUrl: 'http://127.0.0.1:1', windows: {} })
    const db = openDatabase(join(folder, 'watertight.db'))
    const teamId = db.select({ id: teams.id }).from(teams).get()?.id ?? ''
    for (let index = 0; index < staff; index += 1) {
      const name = `staff-${String(index).padStart(5, '0')}`
      db.insert(reps).values({ id: name, name, email: `${name}@team.example`, teamId, role: 'rep', active: true, territories: [], skills: [], zone: 'UTC', capacity: 5, performance: 0.5, presence: 'online', createdAt: 1, updatedAt: 1 }).run()
    }
    db.$client.close()
  },
})
try {
  const made = execFileSync(process.execPath, ['server/cli/watertight.mjs', 'scim-token', 'scim2-tester'], { encoding: 'utf8', env: { ...process.env, WATERTIGHT_DATA: stack.dataFolder } })
  const token = /wt_scim_\S+/.exec(made)?.[0]
  const { status, error } = spawnSync(command, ['--url', `${stack.url}/scim/v2`, 'test', ...more], { stdio: 'inherit', env: { ...process.env, SCIM_CLI_HEADERS: `Authorization: Bearer ${token}` } })
  if (error) console.error(`${command} could not be started (${error.message}). Bring it by “pip install scim2-tester scim2-cli”, and name it: npm run scim:tester -- path/to/scim2`)
  process.exitCode = status ?? 1
} finally {
  await stack.stop()
  stack.remove()
}
