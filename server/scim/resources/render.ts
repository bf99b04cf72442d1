import type { JsonObject } from '#nodes/sdk/json'

/** Where resources are found from outside: `https://…/scim/v2`. */
export type BaseUrl = string

/** What a resource says of itself; its version is weak, for it tells the moment of the last change and not every byte. */
export function metaOf(row: { id: string; createdAt: number; updatedAt: number | null }, { resourceType, url }: { resourceType: 'User' | 'Group'; url: string }): JsonObject {
  return {
    resourceType,
    created: new Date(row.createdAt).toISOString(),
    lastModified: new Date(row.updatedAt ?? row.createdAt).toISOString(),
    location: url,
    version: versionOf(row),
  }
}

export function versionOf(row: { createdAt: number; updatedAt: number | null }): string {
  return `W/"${(row.updatedAt ?? row.createdAt).toString(36)}"`
}

/** When a row changes now: later than its last change, also within the same millisecond, so that its version is another. */
export function changedAt(row: { createdAt: number; updatedAt: number | null }, now: number): number {
  return Math.max(now, (row.updatedAt ?? row.createdAt) + 1)
}
