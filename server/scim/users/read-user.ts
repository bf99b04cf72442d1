import { isZone } from '#nodes/revops/is-zone'
import type { Json, JsonObject } from '#nodes/sdk/json'
import { isObject, member } from '../query/values-at'
import { readResource } from '../resources/read-resource'
import { enterpriseUserUrn } from '../schemas/enterprise-user-schema'
import { userType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'
import { emailOf, nameOf } from './user-resource'

/** What a user resource says of a person on the roster. */
export interface ReadUser {
  hrId: string | null
  userName: string
  name: string
  email: string
  /** Undefined when it is not said. */
  active: boolean | undefined
  zone: string | undefined
  managerId: string | null
  /** The rest, as it came. */
  profile: JsonObject
}

const maxNameLength = 200

/** Reads a user as it was sent or patched. Refuses zones that nobody knows; whether the manager exists is for the database to say. */
export function readUser(sent: Json): ReadUser {
  const { externalId, userName, active, ...said } = readResource(sent, userType)
  const { [enterpriseUserUrn]: extension, ...profile } = said
  const name = String(userName)
  if (name.length > maxNameLength || (typeof externalId === 'string' && externalId.length > maxNameLength)) throw new ScimError(400, `userName and externalId have at most ${maxNameLength} characters.`, 'invalidValue')
  const zone = typeof profile.timezone === 'string' ? profile.timezone : undefined
  if (zone !== undefined && !isNamedZone(zone)) throw new ScimError(400, `“${zone.slice(0, 80)}” is not a time zone of the IANA database. Send one as Europe/Berlin, or none.`, 'invalidValue')
  const manager = member(extension, 'manager')
  const managerId = member(manager, 'value')
  if (isObject(extension)) {
    const { manager: _, ...rest } = extension
    if (Object.keys(rest).length > 0) profile[enterpriseUserUrn] = rest
  }
  return {
    hrId: typeof externalId === 'string' ? externalId : null,
    userName: name,
    name: nameOf(profile, name),
    email: emailOf(profile, name),
    active: typeof active === 'boolean' ? active : undefined,
    zone,
    managerId: typeof managerId === 'string' ? managerId : null,
    profile,
  }
}

/** A name, not a distance from UTC: that would be wrong for half of the year. */
function isNamedZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && isZone(zone)
}
