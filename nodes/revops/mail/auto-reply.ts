/** What a mail says of itself before its text. Names of headers in lower case. */
export interface MailHead {
  headers: Readonly<Record<string, string>>
  subject: string
}

const autoSubjects = /^(automatic reply|automated reply|auto[- ]?(matic )?(reply|response|antwort)|auto:|autoreply|out[- ]of[- ](the )?office|ooo\b|on (vacation|holiday|leave)|away from|vacation|automatische antwort|abwesenheit|abwesend|außer haus|nicht im (büro|haus)|im urlaub|urlaub)/i
const absence = /\b(out of (the )?office|out of town|ooo|on (vacation|holiday|leave|annual leave|parental leave|a business trip)|(am|are|be|is) (currently )?(away|out|travelling|traveling|on holiday)|away (from|until|till)|limited access to (my )?e-?mails?|(be|am) back|back (on|at|next|tomorrow|in the office|from|\d+|(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*)|will return|returning|i return|abwesend|abwesenheit\p{L}*|außer haus|nicht im (büro|haus)|urlaub\p{L}*|elternzeit|auf dienstreise|nicht erreichbar|wieder (da|zurück|erreichbar|im (büro|haus|dienst))|zurück)\b/iu

/** Whether a program wrote this mail: by RFC 3834, by the headers of older programs, or by how its subject begins. */
export function isAutoReply({ headers, subject }: MailHead): boolean {
  const submitted = headers['auto-submitted']?.trim().toLowerCase()
  if (submitted !== undefined && submitted !== '') return !submitted.startsWith('no')
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from'].some((name) => (headers[name] ?? 'no').trim().toLowerCase() !== 'no')) return true
  if (/^(auto_reply|bulk|junk|list)\b/i.test((headers.precedence ?? '').trim())) return true
  return autoSubjects.test(bareSubject(subject))
}

/** Whether a mail that a program wrote says that somebody is away; a receipt for a ticket, say, does not. */
export function speaksOfAbsence({ subject }: Pick<MailHead, 'subject'>, text: string): boolean {
  return absence.test(bareSubject(subject)) || absence.test(text)
}

function bareSubject(subject: string): string {
  return subject.replace(/^\s*((re|aw|fwd?|wg|antw)\s*:\s*)+/i, '').trim()
}
