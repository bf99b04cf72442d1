import type { JsonObject } from '#nodes/sdk/json'
import type { teams } from '../../db/schema'
import { type BaseUrl, metaOf } from '../resources/render'
import { groupUrn } from '../schemas/group-schema'

export type Team = typeof teams.$inferSelect

/** A team as SCIM has it, with the ids of its people. */
export function groupResource(team: Team, members: string[], base: BaseUrl): JsonObject {
  return {
    schemas: [groupUrn],
    id: team.id,
    ...(team.hrId !== null && { externalId: team.hrId }),
    displayName: team.name,
    ...(members.length > 0 && { members: members.map((id) => ({ value: id, $ref: `${base}/Users/${id}`, type: 'User' })) }),
    meta: metaOf(team, { resourceType: 'Group', url: `${base}/Groups/${team.id}` }),
  }
}
