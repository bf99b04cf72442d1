import { fillMessage } from '#nodes/revops/mail/fill-message'
import { mailPage } from '#nodes/revops/mail/mail-page'
import { wordsProblems } from '#nodes/revops/mail/message-words'
import { inventedRecord } from '#nodes/revops/invented-record'
import { mostSmsParts, smsParts } from '#nodes/revops/sms/sms-parts'
import { withStopHint } from '#nodes/revops/sms/stop-hint'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { AppError } from '../errors/app-error'
import { createReadLead } from '../leads/read-lead'

/** What a template would say to a lead now, or to an invented one; what a field leaves empty is shown as a gap, which would stop the message. */
export function previewTemplate(db: Database, { channel, subject, body, leadId }: { channel: 'email' | 'sms'; subject: string; body: string; leadId?: string }) {
  const problems = wordsProblems({ subject, body }, channel)
  const unread = { problems, subject: null, text: null, html: null, gaps: 0, parts: null, mostParts: mostSmsParts }
  // A message without its subject can be looked at already.
  if (wordsProblems({ subject: subject || 'x', body }, channel).length > 0) return unread
  try {
    const scope = { ...recordFor(db, leadId), event: {}, vars: {}, outputs: {} }
    const isMail = channel === 'email'
    const filled = fillMessage({ subject: isMail ? subject : '', body, form: isMail ? 'markdown' : 'plain' }, scope, { gap: '‹empty›' })
    return {
      problems, subject: filled.subject, text: filled.text, gaps: filled.gaps, mostParts: mostSmsParts,
      html: isMail ? mailPage({ title: filled.subject, body: filled.html }) : null, parts: isMail ? null : smsParts(withStopHint(filled.text)),
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    // A filter that the values of this lead do not fit.
    return { ...unread, problems: [...problems, `For this lead it cannot be filled: ${(error as Error).message.split('\n')[0] ?? ''}`] }
  }
}

function recordFor(db: Database, leadId: string | undefined): JsonObject {
  if (leadId === undefined) return inventedRecord()
  const record = createReadLead(db)(leadId)
  if (!record) throw new AppError('not-found', 'There is no such lead any more. Choose another for the preview.')
  return record
}
