import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#server/db/new-id'
import { openDatabase } from '#server/db/open-database'
import type { BenchRow } from './make-rows'

const rowsPerCommit = 500

/** What the rows take with prepared statements and nothing else: no parsing, no numbers of phones, no savepoints. In s. */
export function insertByHand(rows: BenchRow[]): { seconds: number; cpuSeconds: number } {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-bench-'))
  const { $client: client } = openDatabase(join(folder, 'bench.db'))
  try {
    client.prepare(`insert into sources (id, name, kind, created_at) values ('source', 'By hand', 'import', 0)`).run()
    const event = client.prepare(
      `insert into events (id, source_id, external_id, type, data, subject_type, subject_id, occurred_at, received_at, state) values (?, 'source', ?, 'lead.received', ?, 'lead', ?, ?, ?, 'done') on conflict do nothing`,
    )
    const company = client.prepare('select id from companies where name_norm = ?').pluck()
    const addCompany = client.prepare('insert into companies (id, name, name_norm, created_at) values (?, ?, ?, ?)')
    const contact = client.prepare('select id from contacts where email_norm = ? limit 1').pluck()
    const addContact = client.prepare('insert into contacts (id, name, email_norm, phone_norm, company_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)')
    const lead = client.prepare(
      `insert into leads (id, event_id, source_id, contact_id, name, email, phone, company, message, territory, amount, skills, more, state, received_at, updated_at, version)
       values (?, ?, 'source', ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, 'open', ?, ?, 1)`,
    )
    const began = performance.now()
    const cpu = process.cpuUsage()
    for (let at = 0; at < rows.length; at += rowsPerCommit) {
      client.transaction(() => {
        for (const row of rows.slice(at, at + rowsPerCommit)) insert(row, Date.now())
      }).immediate()
    }
    const { user, system } = process.cpuUsage(cpu)
    return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 }

    function insert(row: BenchRow, now: number): void {
      const [eventId, leadId] = [newId(now), newId(now)]
      event.run(eventId, `lead:${row.id}`, JSON.stringify(row), leadId, now, now)
      let contactId = contact.get(row.email) as string | undefined
      if (contactId === undefined) {
        const norm = row.company.toLowerCase()
        let companyId = company.get(norm) as string | undefined
        if (companyId === undefined) {
          companyId = newId(now)
          addCompany.run(companyId, row.company, norm, now)
        }
        contactId = newId(now)
        addContact.run(contactId, row.name, row.email, row.phone.replaceAll(' ', ''), companyId, now, now)
      }
      lead.run(leadId, eventId, contactId, row.name, row.email, row.phone, row.company, row.message, row.territory, row.amount, JSON.stringify({ Campaign: row.campaign }), now, now)
    }
  } finally {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
