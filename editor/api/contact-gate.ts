import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { ContactChannel, Purpose } from '#nodes/revops/gate/channels'
import type { ConsentEvent } from '#nodes/revops/gate/consent'
import type { GateDecision } from '#nodes/revops/gate/decide-touch'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import type { Api } from '#server/app'
import { read } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

/** Whether a person may be reached now, by one channel for one purpose, and what was found. */
export interface Standing {
  channel: ContactChannel
  purpose: Purpose
  decision: GateDecision
}

export interface SaidConsent {
  channel: ContactChannel
  purpose: Purpose
  state: 'granted' | 'withdrawn'
  source: string
}

export const contactGateApi = {
  rules: (): Promise<{ rules: GateRules }> => read(server['contact-gate'].rules.$get()),
  changeRules: (json: GateRules): Promise<{ rules: GateRules }> => read(server['contact-gate'].rules.$put({ json })),
  ofLead: (id: string) => read<{ contactId: string; standing: Standing[]; consents: ConsentEvent[]; now: number }>(server['contact-gate'].leads[':id'].$get({ param: { id } })),
  say: (contactId: string, json: SaidConsent) => read<{ standing: Standing[] }>(server['contact-gate'].contacts[':id'].consents.$post({ param: { id: contactId }, json })),
}

export const gateRulesQuery = queryOptions({ queryKey: ['contact-gate', 'rules'], queryFn: () => contactGateApi.rules() })

/** What is allowed changes by itself with the hour. */
export const contactGateQuery = (leadId: string) => queryOptions({ queryKey: ['contact-gate', leadId], queryFn: () => contactGateApi.ofLead(leadId), refetchInterval: 60_000 })
