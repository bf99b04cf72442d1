import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { type ConflictKind, conflictKinds, type ConflictState, conflictStates } from '../api/conflicts'
import { fetchCode } from '../api/fetch-code'
import { flowQuery, meQuery, nodesQuery } from '../api/queries'
import type { RunsView } from '../api/types'
import { type FlowFilter, flowSorts, flowStates } from '../flows/sort-flows'
import { type LeadSearch, readLeadSearch } from '../records/leads/lead-search'
import { type MessageSearch, readMessageSearch } from '../messages/message-search'
import { FrameBones } from './FrameBones'
import { NotFound } from './NotFound'
import { PageBones } from './PageBones'
import { RouteFailed } from './RouteFailed'

const runsViews: readonly RunsView[] = ['all', 'open', 'failed', 'unsure', 'done']
const whole = (value: unknown) => (Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** A page whose code is fetched when it is opened; until the server has it, the bones of a page stand there. */
const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => fetchCode(load), name)

const root = createRootRouteWithContext<{ client: QueryClient }>()({ notFoundComponent: NotFound, errorComponent: RouteFailed })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => ({ back: text(search.back) }),
  component: page(() => import('./SignInPage'), 'SignInPage'),
})

/** The one page without a session besides signing in; its link is signed. */
const ack = createRoute({ getParentRoute: () => root, path: '/a/$token', component: page(() => import('../acks/AckPage'), 'AckPage') })

/** What a rep has, made for a phone: without the frame of the other pages, and without their code. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/mine',
  validateSearch: (search): { offer?: string } => ({ offer: text(search.offer) }),
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery)
    if (!me.user) throw redirect({ to: '/sign-in', search: { back: location.href } })
  },
  component: page(() => import('../inbox/InboxPage'), 'InboxPage'),
})

/** Everything else needs somebody who is signed in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    // Before any page shows: each of them speaks of steps.
    const loading = import('../nodes/load-custom-nodes')
    const me = await context.client.ensureQueryData(meQuery)
    if (!me.user) throw redirect({ to: '/sign-in', search: { back: location.href } })
    const nodes = context.client.ensureQueryData(nodesQuery)
    await (await loading).loadCustomNodes(() => nodes)
  },
  component: page(() => import('./Frame'), 'Frame'),
  pendingComponent: FrameBones,
  // A quick server shows the page at once; a slow one should not leave an empty screen.
  pendingMs: 200,
})

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.client.ensureQueryData(meQuery)
    throw redirect({ to: me.user?.role === 'rep' ? '/mine' : '/flows' })
  },
})
const flows = createRoute({
  getParentRoute: () => frame,
  path: '/flows',
  validateSearch: (search): FlowFilter => ({ q: text(search.q), state: flowStates.find((state) => state === search.state), sort: flowSorts.find((sort) => sort === search.sort) }),
  component: page(() => import('../flows/FlowsPage'), 'FlowsPage'),
})
const deletedFlows = createRoute({ getParentRoute: () => frame, path: '/flows/deleted', component: page(() => import('../flows/DeletedFlowsPage'), 'DeletedFlowsPage') })
const gallery = createRoute({ getParentRoute: () => frame, path: '/templates', component: page(() => import('../templates/GalleryPage'), 'GalleryPage') })
const template = createRoute({ getParentRoute: () => frame, path: '/templates/$name', component: page(() => import('../templates/TemplatePage'), 'TemplatePage') })
const setup = createRoute({
  getParentRoute: () => frame,
  path: '/templates/$name/setup',
  validateSearch: (search): { step: number } => ({ step: whole(search.step) ?? 1 }),
  component: page(() => import('../templates/SetupPage'), 'SetupPage'),
})
const flow = createRoute({
  getParentRoute: () => frame,
  path: '/flows/$id',
  validateSearch: (search): { node?: string; restore?: number; made?: 'template' | 'file' } => ({ node: text(search.node), restore: whole(search.restore), made: search.made === 'template' || search.made === 'file' ? search.made : undefined }),
  loader: ({ context, params }) => void context.client.prefetchQuery(flowQuery(params.id)),
  component: page(() => import('../canvas/FlowPage'), 'FlowPage'),
})
const versions = createRoute({
  getParentRoute: () => frame,
  path: '/flows/$id/versions',
  validateSearch: (search): { version?: number; against: 'previous' | 'draft' } => ({ version: whole(search.version), against: search.against === 'draft' ? 'draft' : 'previous' }),
  component: page(() => import('../versions/VersionsPage'), 'VersionsPage'),
})
const explain = createRoute({ getParentRoute: () => frame, path: '/flows/$id/explain', component: page(() => import('../explain/ExplainPage'), 'ExplainPage') })
const runs = createRoute({
  getParentRoute: () => frame,
  path: '/runs',
  validateSearch: (search): { view?: RunsView; flow?: string; q?: string } => ({
    view: runsViews.find((view) => view === search.view),
    flow: text(search.flow),
    q: text(search.q),
  }),
  component: page(() => import('../runs/RunsPage'), 'RunsPage'),
})
const run = createRoute({
  getParentRoute: () => frame,
  path: '/runs/$id',
  validateSearch: (search): { step?: string } => ({ step: text(search.step) }),
  component: page(() => import('../runs/RunPage'), 'RunPage'),
})
const work = createRoute({
  getParentRoute: () => frame,
  path: '/work',
  validateSearch: (search): { item?: string } => ({ item: text(search.item) }),
  component: page(() => import('../work/WorkPage'), 'WorkPage'),
})
const records = createRoute({
  getParentRoute: () => frame,
  path: '/records',
  validateSearch: (search): LeadSearch => readLeadSearch(search),
  component: page(() => import('../records/leads/LeadsPage'), 'LeadsPage'),
})
const lead = createRoute({
  getParentRoute: () => frame,
  path: '/records/leads/$id',
  validateSearch: (search): { by?: 'people' | 'flows' } => ({ by: search.by === 'people' || search.by === 'flows' ? search.by : undefined }),
  component: page(() => import('../records/lead/LeadPage'), 'LeadPage'),
})
const contact = createRoute({ getParentRoute: () => frame, path: '/records/contacts/$id', component: page(() => import('../contacts/ContactPage'), 'ContactPage') })
const reps = createRoute({ getParentRoute: () => frame, path: '/records/reps', component: page(() => import('../people/RosterPage'), 'RosterPage') })
const rotas = createRoute({ getParentRoute: () => frame, path: '/records/on-call', component: page(() => import('../on-call/RotasPage'), 'RotasPage') })
const rota = createRoute({ getParentRoute: () => frame, path: '/records/on-call/$id', component: page(() => import('../on-call/RotaPage'), 'RotaPage') })
const queues = createRoute({ getParentRoute: () => frame, path: '/records/queues', component: page(() => import('../queues/QueuesPage'), 'QueuesPage') })
const queue = createRoute({ getParentRoute: () => frame, path: '/records/queues/$id', component: page(() => import('../queues/QueuePage'), 'QueuePage') })
const assignments = createRoute({
  getParentRoute: () => frame,
  path: '/records/assignments',
  validateSearch: (search): { id?: string; rep?: string } => ({ id: text(search.id), rep: text(search.rep) }),
  component: page(() => import('../assignments/AssignmentsPage'), 'AssignmentsPage'),
})
const whatIf = createRoute({ getParentRoute: () => frame, path: '/records/assignments/what-if', component: page(() => import('../assignments/WhatIfPage'), 'WhatIfPage') })
const sources = createRoute({
  getParentRoute: () => frame,
  path: '/records/sources',
  validateSearch: (search): { id?: string } => ({ id: text(search.id) }),
  component: page(() => import('../sources/SourcesPage'), 'SourcesPage'),
})
const territories = createRoute({
  getParentRoute: () => frame,
  path: '/records/territories',
  validateSearch: (search): { id?: string } => ({ id: text(search.id) }),
  component: page(() => import('../territories/TerritoriesPage'), 'TerritoriesPage'),
})
const imports = createRoute({ getParentRoute: () => frame, path: '/records/imports', component: page(() => import('../records/ImportsPage'), 'ImportsPage') })
const newImport = createRoute({ getParentRoute: () => frame, path: '/records/import', component: page(() => import('../records/NewImportPage'), 'NewImportPage') })
const oneImport = createRoute({ getParentRoute: () => frame, path: '/records/imports/$id', component: page(() => import('../records/ImportPage'), 'ImportPage') })
const messages = createRoute({
  getParentRoute: () => frame,
  path: '/records/messages',
  validateSearch: (search): MessageSearch => readMessageSearch(search),
  component: page(() => import('../messages/MessagesPage'), 'MessagesPage'),
})
const messageTemplates = createRoute({ getParentRoute: () => frame, path: '/records/messages/templates', component: page(() => import('../message-templates/MessageTemplatesPage'), 'MessageTemplatesPage') })
const messageTemplate = createRoute({ getParentRoute: () => frame, path: '/records/messages/templates/$id', component: page(() => import('../message-templates/MessageTemplatePage'), 'MessageTemplatePage') })
const conflicts = createRoute({
  getParentRoute: () => frame,
  path: '/records/messages/conflicts',
  validateSearch: (search): { kind?: ConflictKind; state?: ConflictState } => ({ kind: conflictKinds.find((kind) => kind === search.kind), state: conflictStates.find((state) => state === search.state) }),
  component: page(() => import('../conflicts/ConflictsPage'), 'ConflictsPage'),
})
const gateRules = createRoute({ getParentRoute: () => frame, path: '/records/messages/rules', component: page(() => import('../gate-rules/GateRulesPage'), 'GateRulesPage') })
const doNotContact = createRoute({
  getParentRoute: () => frame,
  path: '/records/messages/do-not-contact',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: page(() => import('../do-not-contact/DoNotContactPage'), 'DoNotContactPage'),
})
const mailbox = createRoute({
  getParentRoute: () => frame,
  path: '/mailbox',
  validateSearch: (search): { id?: string } => ({ id: text(search.id) }),
  component: page(() => import('../mailbox/MailboxPage'), 'MailboxPage'),
})
const nodes = createRoute({
  getParentRoute: () => frame,
  path: '/nodes',
  validateSearch: (search): { type?: string; q?: string } => ({ type: text(search.type), q: text(search.q) }),
  component: page(() => import('../nodes/NodesPage'), 'NodesPage'),
})
const status = createRoute({ getParentRoute: () => frame, path: '/status', component: page(() => import('../status/StatusPage'), 'StatusPage') })
const settings = createRoute({ getParentRoute: () => frame, path: '/settings', component: page(() => import('../people/PeoplePage'), 'PeoplePage') })
const channels = createRoute({ getParentRoute: () => frame, path: '/settings/channels', component: page(() => import('../channels/ChannelsPage'), 'ChannelsPage') })

const tree = root.addChildren([signIn, ack, inbox, frame.addChildren([start, flows, deletedFlows, gallery, template, setup, flow, versions, explain, runs, run, work, records, lead, contact, reps, rotas, rota, queues, queue, assignments, whatIf, sources, territories, imports, newImport, oneImport, messages, messageTemplates, messageTemplate, conflicts, gateRules, doNotContact, mailbox, nodes, status, settings, channels])])

export function createAppRouter(client: QueryClient) {
  return createRouter({ routeTree: tree, context: { client }, defaultPreload: 'intent', defaultPendingComponent: PageBones, defaultPendingMinMs: 0, defaultErrorComponent: RouteFailed })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
