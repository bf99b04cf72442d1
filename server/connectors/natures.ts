import type { Nature } from '#engine/providers'
import type { Channel } from '#nodes/sdk/effect'

/**
 * What each way out of this machine is, when it is not known whether a message arrived.
 *
 * - E-mail: SMTP knows no keys, and nobody can be asked; the same Message-ID does not stop a second delivery.
 * - Text messages: the provider lists what it has taken.
 * - Webhooks carry their id, and Standard Webhooks ask receivers to drop what they know; whether one does, its connection says.
 * - Chat: incoming webhooks drop nothing.
 * - Web addresses: what HTTP calls idempotent (GET, PUT, DELETE) may be repeated; the rest may not.
 * - Notices are rows of our own, written in the transaction that settles them.
 */
export const natures: Record<Channel, Nature> = { email: 'blind', sms: 'askable', webhook: 'blind', slack: 'blind', http: 'blind', notice: 'idempotent' }
