import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { read } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

/** How a file of people is meant: as all who work here (who is not in it leaves), or as some of them. */
export type RosterMode = 'full' | 'partial'

interface Leaver {
  id: string
  name: string
  email: string
  load: number
}

export interface HeldChange {
  id: string
  origin: 'file' | 'scim'
  /** What the file is called. */
  name: string | null
  createdAt: number
  leaves: Leaver[]
  active: number
  joins: number
  changes: number
}

export interface PeoplePreview {
  problems: { line: number; column: string | null; reason: string }[]
  unknownColumns: string[]
  joins: { line: number; name: string; email: string | null; team: string | null }[]
  changes: { id: string; name: string; fields: string[] }[]
  leaves: Leaver[]
  unchanged: number
  active: number
  isHeld: boolean
}

type PeopleDone = { joined: number; changed: number; left: number; unchanged: number } | { heldId: string; leavers: number; active: number }

export interface ScimAccess {
  address: string
  tokens: { id: string; name: string; createdAt: number; lastUsedAt: number | null }[]
}

/** A file of people is sent as it is; what it would change is asked for with the same file before. */
const send = <Result>(path: string, file: File, mode: RosterMode) =>
  read<Result>(fetch(`/api/roster-import${path}?mode=${mode}&name=${encodeURIComponent(file.name.slice(0, 200))}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'text/csv' }, body: file }))

/** What the HR system has to do with the roster. For revenue operations only. */
export const hrApi = {
  access: (): Promise<ScimAccess> => read(server['scim-tokens'].$get()),
  makeToken: (name: string): Promise<{ id: string; token: string }> => read(server['scim-tokens'].$post({ json: { name } })),
  endToken: (id: string) => read(server['scim-tokens'][':id'].$delete({ param: { id } })),
  held: (): Promise<{ held: HeldChange[] }> => read(server['held-changes'].$get()),
  decide: (id: string, decision: 'approve' | 'refuse') => read(server['held-changes'][':id'].$post({ param: { id }, json: { decision } })),
  previewPeople: (file: File, mode: RosterMode) => send<PeoplePreview>('/preview', file, mode),
  importPeople: (file: File, mode: RosterMode) => send<PeopleDone>('', file, mode),
}

const heldEveryMs = 15_000

export const scimAccessQuery = queryOptions({ queryKey: ['hr', 'access'], queryFn: hrApi.access })
export const heldQuery = queryOptions({ queryKey: ['hr', 'held'], queryFn: hrApi.held, refetchInterval: heldEveryMs })
