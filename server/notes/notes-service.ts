import type { NotesService } from '#nodes/sdk/services'
import type { Actor, AuditEntry } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { notes } from '../db/schema'

/** Notes that flows write at records. */
export function createNotesService(db: Database, addAudit: (entry: AuditEntry, now: number) => void): (actor: Actor, now: number) => NotesService {
  return (actor, now) => ({
    add({ subject, runId, text }) {
      const noteId = newId(now)
      db.insert(notes).values({ id: noteId, subjectType: subject.type, subjectId: subject.id, runId, text, createdAt: now }).run()
      addAudit({ actor, action: 'note.added', subject, after: { noteId } }, now)
      return { noteId }
    },
  })
}
