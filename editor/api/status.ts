import { queryOptions } from '@tanstack/react-query'
import { api } from '../api'
import { setServerNow } from './clock'

export type HealthGroup = 'engine' | 'intake' | 'messages' | 'leads' | 'storage'
export type HealthState = 'ok' | 'warning' | 'problem' | 'skipped'

/** One check: what it found, and if that is not fine, what it means and what to do. */
export interface HealthRow {
  name: string
  group: HealthGroup
  title: string
  state: HealthState
  says: string
  means?: string
  todo?: string
}

/** A promise that does not hold for one subject. */
export interface LeakRow {
  id: string
  kind: string
  subject: { type: string; id: string; name: string | null }
  runId: string | null
  since: number
  firstSeenAt: number
  money: number | null
  wrong: string
  todo: string
}

export interface Status {
  checks: HealthRow[]
  leaks: { count: number; money: number; items: LeakRow[] }
  /** Where the leads stood when they were last looked through. */
  lastPass: { at: number; events: number; stuck: number; leads: number; places: Record<string, number> } | null
  now: number
}

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: async () => {
    const status = await api.status()
    setServerNow(status.now)
    return status
  },
})
