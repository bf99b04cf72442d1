import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createWorkspace } from '../harness/create-workspace'
import { signInAsOwner } from '../harness/people'
import { startStack } from '../harness/start-stack'
import { until } from '../harness/until'

const rows = 60_000

/** The real server, killed with -9 in the middle of an import, twice: it goes on by itself, with no row twice and none lost. */
it('an import goes on by itself after the server was killed', { timeout: 500_000 }, async () => {
  const stack = await startStack({ smtpUrl: 'smtp://127.0.0.1:1', prepare: (folder) => void createWorkspace(folder, { reps: 1, capacity: 1, webhookUrl: 'http://127.0.0.1:1', windows: {} }) })
  const read = <T>(sql: string): T => {
    const db = new Sqlite(stack.databaseFile, { readonly: true })
    try {
      return db.prepare(sql).get() as T
    } finally {
      db.close()
    }
  }
  try {
    const cookie = await signInAsOwner(stack)
    const post = async (path: string, body: string) => (await (await fetch(`${stack.url}/api/imports${path}`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body })).json()) as { id: string; state: string }
    const { id } = await post('?name=leads.csv', `Name,E-mail,Text\n${Array.from({ length: rows }, (_, index) => `Lead ${index},lead${index}@test.example,"two\nlines, ${index}"`).join('\n')}\n`)
    await post(`/${id}/begin`, JSON.stringify({ separator: ',', encoding: 'utf-8', decimal: '.', targets: ['name', 'email', 'message'] }))

    for (const share of [0.1, 0.3]) {
      await until('some rows', 90_000, () => read<{ row: number }>('select row from imports').row > rows * share, 5)
      await stack.kill('all')
      const { row, leads } = read<{ row: number; leads: number }>('select row, (select count(*) from leads) as leads from imports')
      expect([row < rows, leads]).toEqual([true, row])
      await stack.start()
    }
    await until('the import to be done', 180_000, () => read<{ state: string }>('select state from imports').state === 'done')
    expect(read('select row, created, duplicates, refused from imports')).toEqual({ row: rows, created: rows, duplicates: 0, refused: 0 })
    expect(read('select count(*) as leads, count(distinct name) as names, min(message) as first from leads')).toEqual({ leads: rows, names: rows, first: 'two\nlines, 0' })
  } finally {
    await stack.stop()
    stack.remove()
  }
})
