import type { z } from 'zod'
import { atWorkAt } from '../../revops/at-work'
import { isOpen } from '../../revops/business-time'
import { isThere as isNotAway } from '../../revops/is-there'
import type { Outcome } from '../../sdk/context'
import type { RecordActivity } from '../../sdk/handlers'
import type { isThere } from './definition'

/** Only reads. Whoever is merely asked counts too: they are about to answer. */
export const runIsThere: RecordActivity<z.output<typeof isThere.params>> = ({ params, subject, now }, { assignments, calendar, roster }): Outcome => {
  const hours = calendar.businessHours()
  if (params.who === 'workspace') return isOpen(now, hours) ? { outlet: 'there' } : { outlet: 'away', reason: { why: 'closed' } }
  const live = assignments.live(subject)
  const person = live && roster.candidate(live.repId, now)
  if (!live || !person) return { outlet: 'away', reason: { why: 'nobody' } }
  const why = !isNotAway(person, now) ? 'away' : person.presence === 'offline' ? 'offline' : !atWorkAt(now, hours)(person) ? 'closed' : undefined
  return why === undefined ? { outlet: 'there', reason: { person: person.name } } : { outlet: 'away', reason: { why, person: person.name } }
}
