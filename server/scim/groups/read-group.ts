import type { Json } from '#nodes/sdk/json'
import { isObject, member } from '../query/values-at'
import { readResource } from '../resources/read-resource'
import { groupType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'

/** What a group resource says of a team. */
export interface ReadGroup {
  hrId: string | null
  name: string
  members: string[]
}

const maxNameLength = 120
/** In one request; a larger team is sent in several. */
export const maxMembers = 1_000

export function readGroup(sent: Json): ReadGroup {
  const { externalId, displayName, members } = readResource(sent, groupType)
  const name = String(displayName).trim()
  if (name === '' || name.length > maxNameLength || (typeof externalId === 'string' && externalId.length > 200)) throw new ScimError(400, `displayName has 1 to ${maxNameLength} characters, externalId at most 200.`, 'invalidValue')
  const ids = (Array.isArray(members) ? members : []).map((each) => {
    const id = member(each, 'value')
    if (!isObject(each) || typeof id !== 'string') throw new ScimError(400, 'A member needs a “value”: the id that this server gave to the person.', 'invalidValue')
    return id
  })
  return { hrId: typeof externalId === 'string' ? externalId : null, name, members: [...new Set(ids)] }
}

/** Refuses a request that names too many people at once, wherever in it they stand. */
export function checkMemberCount(body: Json): void {
  if (countIn(body) > maxMembers) throw new ScimError(413, `A request names at most ${maxMembers} members. Send a larger group in several PATCH requests that add.`, 'tooMany')
}

function countIn(body: Json | undefined): number {
  if (!isObject(body)) return 0
  const named = member(body, 'members')
  const operations = member(body, 'Operations')
  const own = Array.isArray(named) ? named.length : 0
  if (!Array.isArray(operations)) return own
  return operations.reduce<number>((sum, each) => {
    const value = member(each, 'value')
    return sum + (Array.isArray(value) ? value.length : countIn(value))
  }, own)
}
