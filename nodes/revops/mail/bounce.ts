/** What a report about a message that did not arrive (RFC 3464) says of one recipient. */
export interface Bounce {
  /** `hard`: the address takes no messages, now or later. `soft`: this message did not arrive, or not yet. */
  kind: 'hard' | 'soft'
  /** As RFC 3463: `5.1.1`. */
  status: string
  recipient: string
}

/** Statuses of class 5 that say nothing of the address: mailbox full, too large, system trouble, policy, content. */
const ofThisMessage = /^5\.(2\.[23]|3\.|6\.|7\.)/

/** Reads the part `message/delivery-status` of a report; undefined where it tells of no failure. Only the first failed recipient: our messages have one. */
export function readBounce(report: string): Bounce | undefined {
  for (const block of report.replaceAll('\r\n', '\n').split(/\n\s*\n/)) {
    const fields = new Map(block.replace(/\n[ \t]+/g, ' ').split('\n').flatMap((line) => {
      const [, name, value] = /^([A-Za-z-]+)\s*:\s*(.*)$/.exec(line) ?? []
      return name !== undefined && value !== undefined ? [[name.toLowerCase(), value.trim()] as const] : []
    }))
    const action = fields.get('action')?.toLowerCase()
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
    const recipient = /;\s*<?([^\s<>;]+@[^\s<>;]+)/.exec(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '')?.[1]?.toLowerCase()
    if (status === undefined || recipient === undefined || (action !== 'failed' && action !== 'delayed')) continue
    return { kind: action === 'failed' && status.startsWith('5.') && !ofThisMessage.test(status) ? 'hard' : 'soft', status, recipient }
  }
  return undefined
}
