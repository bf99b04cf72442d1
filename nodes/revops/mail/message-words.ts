import { z } from 'zod'
import { t } from '../../sdk/t'
import { purposes, type Purpose } from '../gate/channels'
import { findTextProblems } from '../text-problems'

const purposeNames = Object.keys(purposes) as [Purpose, ...Purpose[]]

/** What a message template says. */
export const MessageWords = z.object({
  purpose: z.enum(purposeNames),
  /** One line; empty for a text message. */
  subject: z.string().max(200, t('A subject has at most {most} characters', { most: 200 })),
  /** Markdown for an e-mail. */
  body: z.string().trim().min(1, t('Write something')).max(20_000, t('A message has at most {most} characters', { most: 20_000 })),
  tracksClicks: z.boolean(),
})
export type MessageWords = z.infer<typeof MessageWords>

/** What stands against sending words like these at all, whatever the lead; empty when nothing does. */
export function wordsProblems({ subject, body }: Pick<MessageWords, 'subject' | 'body'>, channel: 'email' | 'sms'): string[] {
  return [
    ...(channel === 'email' && subject.trim() === '' ? [t('Give it a subject')] : []),
    ...(/[\r\n]/.test(subject) ? [t('A subject is one line')] : []),
    ...new Set([subject, body].flatMap((text) => findTextProblems(text).flatMap(({ severity, message }) => (severity === 'error' ? [message] : [])))),
  ]
}
