import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a Twilio-compatible provider signs a call with: the whole address, then each field with its value in the order of their names, by the account's token. */
export function smsSignature(token: string, url: string, fields: URLSearchParams): string {
  const text = [...fields.entries()].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).reduce((all, [name, value]) => all + name + value, url)
  return createHmac('sha1', token).update(text, 'utf8').digest('base64')
}

export function isSmsSignature(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
