import { ScimError } from '../scim-error'
import { versionOf } from './render'

type Row = Parameters<typeof versionOf>[0]

/** Refuses a change of what has changed since the sender read it (`If-Match`). Call it in the transaction of the change. */
export function requireVersion(row: Row, ifMatch: string | undefined): void {
  if (ifMatch === undefined || names(ifMatch, row)) return
  throw new ScimError(412, 'This was changed since you read it. Nothing was changed now; read it again and send the change anew.')
}

/** Whether the reader has this version already (`If-None-Match`). */
export function hasVersion(row: Row, ifNoneMatch: string | undefined): boolean {
  return ifNoneMatch !== undefined && names(ifNoneMatch, row)
}

function names(header: string, row: Row): boolean {
  const wanted = versionOf(row).replace(/^W\//, '')
  return header.split(',').map((each) => each.trim().replace(/^W\//, '')).some((each) => each === '*' || each === wanted)
}
