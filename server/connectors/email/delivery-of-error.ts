import type { Delivery } from '#engine/providers'

interface MailError {
  code?: string
  originalCode?: string
  responseCode?: number
  response?: string
}

const maxWords = 200

/**
 * What an error of nodemailer says about the message. `wasHandedOver`: at least one byte of it went to the server, so
 * without the server's reply nobody knows. Replies are told apart from broken connections by nodemailer's `code`.
 */
export function deliveryOfError(error: unknown, { wasHandedOver, to }: { wasHandedOver: boolean; to: string }): Delivery {
  const { code = '', originalCode, responseCode = 0, response = '' } = error as MailError

  // EENVELOPE and EMESSAGE are replies to MAIL, RCPT or DATA, or nodemailer's own refusal to try (then without a reply).
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    if (responseCode === 0 && !wasHandedOver) return { state: 'failed', reason: 'The message cannot be sent to this address by this mail server.' }
    const reason = `The mail server said: ${wordsOf(response, to)}`
    // 503 is about the order of commands in this session, not about the message.
    if ((responseCode >= 400 && responseCode < 500) || responseCode === 503) return { state: 'retry', reason }
    if (responseCode >= 500) return { state: 'failed', reason }
  }

  if (wasHandedOver) {
    const how = code === 'EABORT' ? 'did not confirm it in time' : 'ended the connection before confirming it'
    return { state: 'unknown', reason: `The mail server took the message and ${how}. It may or may not have arrived.` }
  }
  return { state: 'retry', reason: `${reasonBeforeMessage(code, originalCode, responseCode)} Nothing was sent.` }
}

function reasonBeforeMessage(code: string, originalCode: string | undefined, responseCode: number): string {
  switch (code) {
    case 'EABORT':
    case 'ETIMEDOUT':
      return 'The mail server did not answer in time.'
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return `The mail server refused our sign-in${responseCode ? ` (${responseCode})` : ''}.`
    case 'ETLS':
      return 'No encrypted connection to the mail server could be made.'
    default:
      // Only codes: messages of sockets and of DNS name hosts and addresses.
      return `The mail server could not be reached (${originalCode ?? (responseCode || code || 'no reason given')}).`
  }
}

/** The server's words without addresses: reasons are kept longer, and seen by more people, than the message. */
function wordsOf(response: string, to: string): string {
  const localPart = to.slice(0, to.lastIndexOf('@'))
  return response
    .replace(/<?[^\s<>"']+@[^\s<>"']+>?/g, '(address)')
    .split(/(\s+|[<>"'])/)
    .map((word) => (word.toLowerCase() === localPart.toLowerCase() ? '(address)' : /^\s+$/.test(word) ? ' ' : word))
    .join('')
    .trim()
    .slice(0, maxWords)
}
