import { timingSafeEqual } from 'node:crypto'
import type { SecretBox } from '../secrets/secret-box'

/** Makes the part of an acknowledgement link that proves it: which offer, until when, and a signature. */
export function makeAckToken(box: SecretBox, assignmentId: string, expiresAt: number): string {
  const body = `${assignmentId}.${Math.floor(expiresAt / 1000).toString(36)}`
  return `${body}.${signature(box, body)}`
}

/** Reads a token. `expired` and `forged` are told apart so that the page can say what happened. */
export function readAckToken(box: SecretBox, token: string, now: number): { assignmentId: string } | 'expired' | 'forged' {
  const [assignmentId, expiry, given, ...rest] = token.split('.')
  if (!assignmentId || !expiry || !given || rest.length > 0) return 'forged'
  const wanted = Buffer.from(signature(box, `${assignmentId}.${expiry}`))
  const got = Buffer.from(given)
  if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return 'forged'
  return Number.parseInt(expiry, 36) * 1000 < now ? 'expired' : { assignmentId }
}

function signature(box: SecretBox, body: string): string {
  return box.sign('acknowledgement', body).subarray(0, 18).toString('base64url')
}
