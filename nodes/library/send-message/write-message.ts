import type { z } from 'zod'
import { fillMessage } from '../../revops/mail/fill-message'
import type { Purpose } from '../../revops/gate/channels'
import { mostSmsParts, smsParts } from '../../revops/sms/sms-parts'
import { withStopHint } from '../../revops/sms/stop-hint'
import { textScope } from '../../revops/text-scope'
import type { StepContext } from '../../sdk/context'
import { NodeError } from '../../sdk/node-error'
import type { Services } from '../../sdk/services'
import type { sendMessage } from './definition'

/** A message with every field filled. */
export interface WrittenMessage {
  purpose: Purpose
  subject: string
  text: string
  /** The text as HTML, without the page around it. */
  html: string
}

/**
 * Writes the message of a step for its lead: with the words of its template as they were when the run began, or with those of the step. A message with a gap in it, or with words
 * that cannot be read, is never sent: a person is asked to mend it.
 */
export function writeMessage(context: StepContext<z.output<typeof sendMessage.params>>, key: string, { messageTemplates, links }: Services): WrittenMessage {
  const { params, run, subject: about } = context
  const template = params.template === '' ? undefined : messageTemplates.asOf(params.template, run.startedAt)
  if (params.template !== '' && !template) throw new NodeError('no-template', 'The message template of this step does not exist here, so nothing was sent. Choose another in the flow and publish it, or write to the lead by hand.')
  if (template && template.channel !== params.channel) throw new NodeError('other-channel', `The message template “${template.name}” is for another way of writing than this step, so nothing was sent. Choose one that fits in the flow and publish it.`)
  const isSms = params.channel === 'sms'
  const lead = template?.tracksClicks ? (address: string) => links.click({ leadId: about.id, key, address }) : undefined
  const words = template ? { subject: template.subject, body: template.body, form: isSms ? ('plain' as const) : ('markdown' as const) } : { subject: isSms ? '' : params.subject, body: params.text, form: 'plain' as const }
  const { subject, text, html, gaps } = fillMessage(words, textScope(context), { ...(lead && { lead }) })
  if (gaps > 0) throw new NodeError('missing-value', 'A field in the message is empty for this lead, so it was not sent. Fill the field in, or write what stands in its place: {{ lead.name | default: "there" }}.')
  if (isSms && smsParts(withStopHint(text)) > mostSmsParts) throw new NodeError('message-too-long', `The text message came out longer than ${mostSmsParts} parts once its fields were filled in, so it was not sent. Shorten it.`)
  if ((subject === '' && !isSms) || text === '') throw new NodeError('empty-message', 'The message came out empty once its fields were filled in. Look at the fields that it names.')
  return { purpose: template?.purpose ?? params.purpose, subject, text, html }
}
