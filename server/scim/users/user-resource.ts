import type { Json, JsonObject } from '#nodes/sdk/json'
import type { reps } from '../../db/schema'
import { isObject, member } from '../query/values-at'
import { type BaseUrl, metaOf } from '../resources/render'
import { enterpriseUserUrn } from '../schemas/enterprise-user-schema'
import { userUrn } from '../schemas/user-schema'

export type Rep = typeof reps.$inferSelect

/** A person of the roster as SCIM has it: what the HR system said, as it said it, with what the roster says now above it. */
export function userResource(rep: Rep, team: { id: string; name: string } | undefined, base: BaseUrl): JsonObject {
  const profile = withRosterValues(rep, rep.profile ?? profileOf(rep))
  const { [enterpriseUserUrn]: extension, ...said } = profile
  const enterprise: JsonObject = { ...(isObject(extension) && extension), ...(rep.managerId !== null && { manager: { value: rep.managerId, $ref: `${base}/Users/${rep.managerId}` } }) }
  const hasEnterprise = Object.keys(enterprise).length > 0
  const others = Object.keys(said).filter((key) => /^urn:/i.test(key))
  return {
    schemas: [userUrn, ...(hasEnterprise ? [enterpriseUserUrn] : []), ...others],
    id: rep.id,
    ...(rep.hrId !== null && { externalId: rep.hrId }),
    userName: userNameOf(rep),
    ...said,
    ...(said.timezone !== undefined && { timezone: rep.zone }),
    active: rep.active,
    ...(team && { groups: [{ value: team.id, $ref: `${base}/Groups/${team.id}`, display: team.name }] }),
    ...(hasEnterprise && { [enterpriseUserUrn]: enterprise }),
    meta: metaOf(rep, { resourceType: 'User', url: `${base}/Users/${rep.id}` }),
  }
}

/** The name in the HR system; of people who did not come from there their address, so that they can be found and taken over. */
export function userNameOf(rep: Pick<Rep, 'id' | 'userName' | 'email'>): string {
  return rep.userName ?? (rep.email || rep.id)
}

function profileOf({ name, email, zone }: Rep): JsonObject {
  return { displayName: name, timezone: zone, ...(email !== '' && { emails: [{ value: email, type: 'work', primary: true }] }) }
}

/** What was changed on the roster itself is told instead of what the HR system once said. */
function withRosterValues(rep: Rep, profile: JsonObject): JsonObject {
  const userName = userNameOf(rep)
  const isSameEmail = emailOf(profile, userName) === rep.email
  return {
    ...profile,
    ...(nameOf(profile, userName) !== rep.name && { displayName: rep.name }),
    ...(!isSameEmail && rep.email !== '' && { emails: [{ value: rep.email, type: 'work', primary: true }, ...emailsOf(profile).filter((each) => each.primary !== true && each.value !== rep.email)] }),
  }
}

/** The name under which a person stands on the roster. */
export function nameOf(profile: JsonObject, userName: string): string {
  const parts = [member(profile.name, 'givenName'), member(profile.name, 'familyName')].filter((each) => typeof each === 'string')
  const name = [profile.displayName, member(profile.name, 'formatted'), parts.join(' '), userName].find((each): each is string => typeof each === 'string' && each.trim() !== '')
  return (name ?? '').trim().slice(0, 200)
}

/** Where messages go: the primary address, else that for work, else the first; else the user name, when it is an address. */
export function emailOf(profile: JsonObject, userName: string): string {
  const emails = emailsOf(profile).filter(({ value }) => isAddress(value))
  const chosen = emails.find(({ primary }) => primary === true) ?? emails.find(({ type }) => type === 'work') ?? emails[0]
  return chosen ? String(chosen.value) : isAddress(userName) ? userName : ''
}

function emailsOf(profile: JsonObject): JsonObject[] {
  return Array.isArray(profile.emails) ? profile.emails.filter(isObject) : []
}

function isAddress(value: Json | undefined): boolean {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value) && value.length <= 254
}
