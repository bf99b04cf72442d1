import { timingSafeEqual } from 'node:crypto'
import { webLink } from '#nodes/revops/mail/web-link'
import type { SecretBox } from '../secrets/secret-box'

/** Which link of which message was followed, and where it leads. */
export interface Click {
  leadId: string
  /** The ledger's key of the message. */
  key: string
  address: string
}

/** The longest token that is looked at: addresses have at most 2,000 characters. */
const longest = 9_000

/** Makes the part of a link that leads on by us. It does not expire: mails are read for years. */
export function makeClickToken(box: SecretBox, { leadId, key, address }: Click): string {
  const body = Buffer.from(JSON.stringify([leadId, key, address])).toString('base64url')
  return `${body}.${signature(box, body)}`
}

/** Reads a token; undefined when it was not made here, so that nobody can have us lead people to an address of theirs. */
export function readClickToken(box: SecretBox, token: string): Click | undefined {
  const [body = '', given = '', ...rest] = token.length > longest ? [] : token.split('.')
  const wanted = Buffer.from(signature(box, body))
  const got = Buffer.from(given)
  if (rest.length > 0 || wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined
  const [leadId = '', key = '', address = ''] = JSON.parse(Buffer.from(body, 'base64url').toString()) as string[]
  return webLink(address) === undefined ? undefined : { leadId, key, address }
}

function signature(box: SecretBox, body: string): string {
  return box.sign('click', body).subarray(0, 18).toString('base64url')
}
