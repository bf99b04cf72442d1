import { timingSafeEqual } from 'node:crypto'
import type { SecretBox } from '../secrets/secret-box'

/** Ours have about 52 characters. */
const maxLength = 120

/** Makes the part of a link that proves that its holder reads the address that was asked. Until when it holds stands with the confirmation. */
export function makeConfirmationToken(box: SecretBox, confirmationId: string): string {
  return `${confirmationId}.${signature(box, confirmationId)}`
}

/** The confirmation that a token is for; undefined when it was not made here. */
export function readConfirmationToken(box: SecretBox, token: string): string | undefined {
  if (token.length > maxLength) return undefined
  const [id, given, ...rest] = token.split('.')
  if (!id || !given || rest.length > 0) return undefined
  const wanted = Buffer.from(signature(box, id))
  const got = Buffer.from(given)
  return wanted.length === got.length && timingSafeEqual(wanted, got) ? id : undefined
}

function signature(box: SecretBox, id: string): string {
  return box.sign('confirm', id).subarray(0, 18).toString('base64url')
}
