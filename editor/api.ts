import { hc } from 'hono/client'
import type { FlowDocument } from '#engine/graph/flow'
import type { TemplateValue } from '#templates/template'
import type { Api } from '#server/app'
import { read } from './api/read'
import type { Status } from './api/status'
import type { Ack, DeletedFlow, FlowDetail, FlowRow, FlowVersion, Leaving, MailDetail, MailRow, Me, NodeList, Places, Present, RepChange, Role, Roster, RunDetail, RunsPage, RunsView, SampleState, User, VersionRow, WorkList } from './api/types'

/* The routes are typed by the server itself: a path or a field that it does not have is a compile error here. */
const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

const post = (path: string, body: unknown) =>
  read<unknown>(fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))

/** Every request of the editor, by noun. */
export const api = {
  me: (): Promise<Me> => read(server.me.$get()),
  // These two are answered by the sign-in library, whose bodies our route types do not know.
  signIn: (email: string, password: string) => post('/api/auth/sign-in/email', { email, password }),
  signOut: () => post('/api/auth/sign-out', {}),
  setPassword: (password: string) => read(server.me.password.$post({ json: { password } })),

  flows: (): Promise<{ flows: FlowRow[] }> => read(server.flows.$get()),
  createFlow: (document: FlowDocument) => read(server.flows.$post({ json: { document } })),
  importFlow: (document: FlowDocument): Promise<{ id: string; name: string }> => read(server.flows.import.$post({ json: { document } })),
  createFromTemplate: (input: { template: string; preset: string; values: Record<string, TemplateValue>; references: Record<string, string>; name: string }) => read(server.flows['from-template'].$post({ json: input })),
  flowProblems: (): Promise<{ problems: Record<string, { errors: number; warnings: number }> }> => read(server.flows.problems.$get()),
  deletedFlows: (): Promise<{ flows: DeletedFlow[] }> => read(server.flows.deleted.$get()),
  duplicateFlow: (id: string) => read(server.flows[':id'].duplicate.$post({ param: { id } })),
  deleteFlow: (id: string) => read(server.flows[':id'].$delete({ param: { id } })),
  restoreFlow: (id: string) => read(server.flows[':id'].restore.$post({ param: { id } })),
  places: (): Promise<Places> => read(server.references.$get()),
  makePlace: (place: { kind: 'team' | 'queue' | 'rota'; name: string; people: string[] }): Promise<{ id: string }> => read(server.references.$post({ json: place })),
  putPeople: (kind: 'queue' | 'rota', id: string, people: string[]) => read(server.references[':kind'][':id'].people.$post({ param: { kind, id }, json: { people } })),
  // Hono's client spells conditions out, where optional fields may be there as undefined; JSON has no such value.
  flow: (id: string) => read(server.flows[':id'].$get({ param: { id } })) as Promise<FlowDetail>,
  versions: (id: string): Promise<{ versions: VersionRow[] }> => read(server.flows[':id'].versions.$get({ param: { id } })),
  version: (id: string, number: number) => read(server.flows[':id'].versions[':number'].$get({ param: { id, number: String(number) } })) as Promise<FlowVersion>,
  saveDraft: (id: string, document: FlowDocument, rev: number) => read(server.flows[':id'].draft.$put({ param: { id }, json: { document, rev } })),
  beat: (flowId: string, page: string): Promise<{ rev: number; others: Present[] }> => read(server.presence[':flowId'][':page'].$put({ param: { flowId, page } })),
  /** Sent also while the page is being closed; nobody waits for the answer. */
  leaveFlow: (flowId: string, page: string): void => {
    fetch(`/api/presence/${encodeURIComponent(flowId)}/${page}`, { method: 'DELETE', credentials: 'same-origin', keepalive: true }).catch(() => undefined)
  },
  /** `base` is the newest version that the person has seen. */
  publish: (id: string, { rev, base, note }: { rev: number; base: number | null; note: string }) => read(server.flows[':id'].publish.$post({ param: { id }, json: { rev, base, note } })),

  runs: ({ view, flow, q, cursor }: { view: RunsView; flow?: string; q?: string; cursor?: string | null }): Promise<RunsPage> =>
    read(server.runs.$get({ query: { view, ...(flow && { flow }), ...(q && { q }), ...(cursor && { cursor }) } })),
  run: (id: string) => read(server.runs[':id'].$get({ param: { id } })) as Promise<RunDetail>,
  pauseRun: (id: string) => read(server.runs[':id'].pause.$post({ param: { id } })),
  resumeRun: (id: string, dates: 'keep' | 'shift') => read(server.runs[':id'].resume.$post({ param: { id }, json: { dates } })),
  cancelRun: (id: string) => read(server.runs[':id'].cancel.$post({ param: { id } })),

  status: (): Promise<Status> => read(server.status.$get()),

  work: (): Promise<WorkList> => read(server.work.$get()),
  claim: (id: string, repId?: string) => read(server.work[':id'].claim.$post({ param: { id }, json: repId ? { repId } : {} })),
  approve: (id: string, answer: 'approve' | 'reject', note: string): Promise<{ state: 'open' | 'approved' | 'rejected' | 'closed'; missing: number }> =>
    read(server.work[':id'].approve.$post({ param: { id }, json: { answer, ...(note && { note }) } })),
  finish: (id: string, answer?: 'sent' | 'not-sent') => read(server.work[':id'].done.$post({ param: { id }, json: answer ? { answer } : {} })),

  roster: (): Promise<Roster> => read(server.roster.$get()),
  leaving: (id: string): Promise<Leaving> => read(server.roster.reps[':id'].leaving.$get({ param: { id } })),
  changeRep: (id: string, change: RepChange) => read(server.roster.reps[':id'].$patch({ param: { id }, json: change })),

  mailbox: (cursor: string | null): Promise<{ messages: MailRow[]; next: string | null }> => read(server.mailbox.$get({ query: cursor ? { cursor } : {} })),
  mail: (id: string): Promise<MailDetail> => read(server.mailbox[':id'].$get({ param: { id } })),

  nodes: (): Promise<NodeList> => read(server.nodes.$get()),

  sample: (): Promise<SampleState> => read(server.sample.$get()),
  setSample: (on: boolean): Promise<SampleState> => read(server.sample.$put({ json: { on } })),

  people: (): Promise<{ users: User[] }> => read(server.people.$get()),
  invite: (person: { name: string; email: string; role: Role }): Promise<{ link: string }> => read(server.people.$post({ json: person })),

  ack: (token: string): Promise<Ack> => read(server.acks[':token'].$get({ param: { token } })),
  answerAck: (token: string, answer: 'have-it' | 'pass-on'): Promise<Ack> => read(server.acks[':token'].$post({ param: { token }, json: { answer } })),
}
