import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { NodeRegistry } from '#nodes/definitions'
import type { FeedReader } from './absences/read-feeds'
import { createAbsenceRoutes } from './absences/routes'
import { createAckRoutes } from './acks/routes'
import { createAssignmentRoutes } from './assignments/routes'
import type { FoundNodes } from './custom-nodes/find-custom-nodes'
import { createCalendarRoutes } from './calendar/routes'
import { type ChannelRoutesDeps, createChannelRoutes } from './channels/routes'
import { createConfirmationRoutes } from './confirmations/routes'
import { createUnsubscribeRoutes } from './consent/unsubscribe-routes'
import { createConflictRoutes } from './conflicts/routes'
import { createContactRoutes } from './contacts/routes'
import { createContactGateRoutes } from './contact-gate/routes'
import { createSendRatesRoutes } from './send-rates/routes'
import type { Database } from './db/open-database'
import type { Writer } from './db/writer'
import { errorResponse } from './errors/error-response'
import { createDoNotContactRoutes } from './do-not-contact/routes'
import { createExampleRoutes } from './examples/routes'
import { createFindSource } from './events/find-source'
import { createIsKnown } from './events/is-known'
import { createReceiveEvent } from './events/receive-event'
import { createRepeatAnswer } from './events/repeat-answer'
import { createIntakeRoutes } from './events/routes'
import { createFlowRoutes, createReferenceRoutes, createTemplateRoutes } from './flows/routes'
import { createImportRoutes, type ImportRoutesDeps } from './imports/routes'
import { createLeadViewRoutes } from './lead-views/routes'
import { createLeadChangeRoutes } from './leads/change-routes'
import { createLeadFieldRoutes } from './leads/field-routes'
import { createLeadTimelineRoutes } from './leads/timeline/routes'
import { createLeadApiRoutes, createLeadRoutes } from './leads/routes'
import { createStatusRoutes } from './health/routes'
import type { HealthResult } from './health/run-health-checks'
import type { ChangeFeed } from './live/change-feed'
import { createLiveRoutes } from './live/routes'
import { createMailInRoutes } from './mail-in/routes'
import { createMailboxRoutes } from './mailbox/routes'
import { createClickRoutes } from './message-templates/click-routes'
import { createMessageTemplateRoutes } from './message-templates/routes'
import { createMessageRoutes } from './messages/routes'
import { createNodeRoutes } from './nodes/routes'
import { createNoticeRoutes } from './notices/routes'
import type { Auth } from './people/create-auth'
import { createAuthRoutes } from './people/auth-routes'
import { createRequireSession, requireRole, type SignedIn } from './people/require-session'
import { createPeopleRoutes } from './people/routes'
import { createSameOrigin } from './people/same-origin'
import { createWelcomeRoutes } from './people/welcome-routes'
import { createPresenceRoutes } from './presence/routes'
import type { IsAllowed } from './connectors/http/guarded-lookup'
import { createPushRoutes } from './push/routes'
import { createHeldRoutes } from './roster/held/routes'
import { createRosterImportRoutes } from './roster/import/routes'
import { createInboxRoutes } from './inbox/routes'
import { createRotaRoutes } from './roster/rotas/routes'
import { createRosterRoutes } from './roster/routes'
import { createRoutingRoutes } from './routing/routes'
import { createRunRoutes } from './runs/routes'
import { createScimRoutes } from './scim/routes'
import { createScimTokenRoutes } from './scim/tokens/token-routes'
import { createSampleRoutes } from './sample/routes'
import type { SampleLeads } from './sample/sample-leads'
import type { SecretBox } from './secrets/secret-box'
import { readWorkspace } from './settings/workspace'
import { createSimulationRoutes } from './simulate/routes'
import { createSmsRoutes } from './sms/routes'
import { createSourceRoutes } from './sources/routes'
import { createScenarioHost } from './simulate/scenario/scenario-host'
import { createTerritoryRoutes } from './territories/routes'
import { createQueueRoutes } from './work-items/queues/routes'
import { createWorkRoutes } from './work-items/routes'

export interface AppDeps {
  db: Database
  writer: Writer
  box: SecretBox
  auth: Auth
  publicUrl: string
  registry: NodeRegistry
  foundNodes(): FoundNodes
  feed: ChangeFeed
  sampleLeads: SampleLeads
  imports: ImportRoutesDeps['imports']
  /** Reads calendars. */
  feeds: Pick<FeedReader, 'read'>
  /** Where requests may go. */
  isAllowed: IsAllowed
  /** Whose name mail is sent in, and the ways by which a test message goes. */
  mail: ChannelRoutesDeps['mail']
  providers: ChannelRoutesDeps['providers']
  /** Looks whether everything is fine. */
  examine(): Promise<HealthResult[]>
  now(): number
  report(error: unknown): void
}

/**
 * Everything that answers HTTP. Without a session only webhooks, what providers tell of text messages, the JSON API and SCIM with their tokens, signed links and health do.
 * The editor imports nothing of this but the type.
 */
export function createApp(deps: AppDeps) {
  const { db, writer, box, now, report } = deps
  const findSource = createFindSource(db, box)
  const intake = createIntakeRoutes({ findSource, firstAnswer: createRepeatAnswer(db), receive: createReceiveEvent(db, writer, report), isKnown: createIsKnown(db), now })

  const scenarios = createScenarioHost()
  const app = new Hono<SignedIn>()
  app.onError((error, c) => errorResponse(error, c, report))
  // Intake comes before everything that looks at cookies: it is the hot path, and has its own proof.
  app.route('/', intake)
  app.route('/', createSmsRoutes(deps))
  app.route('/', createMailInRoutes({ ...deps, findSource }))
  app.route('/api/v1/leads', createLeadApiRoutes({ db, findSource }))
  app.route('/scim/v2', createScimRoutes(deps))
  app.get('/health', (c) => c.json({ ok: true }))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'"],
        connectSrc: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"],
      },
      referrerPolicy: 'no-referrer',
    }),
  )
  app.use('/api/*', createSameOrigin({ origins: [deps.publicUrl] }))

  return app
    .route('/', createWelcomeRoutes(deps))
    .route('/', createUnsubscribeRoutes(deps))
    .route('/', createConfirmationRoutes(deps))
    .route('/', createClickRoutes(deps))
    .route('/api/auth', createAuthRoutes(deps))
    .route('/api/acks', createAckRoutes(deps))
    .route('/api', createPeopleRoutes({ ...deps, workspace: () => readWorkspace(db) }))
    .use('/api/*', createRequireSession(deps.auth))
    .route('/api/flows', createFlowRoutes(deps))
    .route('/api/templates', createTemplateRoutes())
    .route('/api/references', createReferenceRoutes(deps))
    .route('/api/sources', createSourceRoutes(deps))
    .route('/api/territories', createTerritoryRoutes(deps))
    .route('/api/runs', createRunRoutes(deps))
    .route('/api/leads', createLeadRoutes(deps))
    .route('/api/leads', createLeadChangeRoutes(deps))
    .route('/api/leads', createLeadFieldRoutes(deps))
    .route('/api/leads', createLeadTimelineRoutes(deps))
    .route('/api/lead-views', createLeadViewRoutes(deps))
    .route('/api/imports', createImportRoutes(deps))
    .route('/api/work', createWorkRoutes(deps))
    .route('/api/queues', createQueueRoutes(deps))
    .route('/api/inbox', createInboxRoutes(deps))
    .route('/api/notices', createNoticeRoutes(deps))
    .route('/api/push', createPushRoutes(deps))
    .route('/api/calendar', createCalendarRoutes(deps))
    .route('/api/channels', createChannelRoutes(deps))
    .route('/api/conflicts', createConflictRoutes(deps))
    .route('/api/contact-gate', createContactGateRoutes(deps))
    .route('/api/send-rates', createSendRatesRoutes(deps))
    .route('/api/message-templates', createMessageTemplateRoutes(deps))
    .route('/api/do-not-contact', createDoNotContactRoutes(deps))
    .route('/api/contacts', createContactRoutes(deps))
    .route('/api/messages', createMessageRoutes(deps))
    .route('/api/absences', createAbsenceRoutes(deps))
    .route('/api/roster', createRosterRoutes(deps))
    .route('/api/rotas', createRotaRoutes(deps))
    .route('/api/roster-import', createRosterImportRoutes(deps))
    .route('/api/held-changes', createHeldRoutes(deps))
    .route('/api/assignments', createAssignmentRoutes(deps))
    .route('/api/routing', createRoutingRoutes(deps))
    .route('/api/scim-tokens', createScimTokenRoutes(deps))
    .use('/api/status', requireRole('manager'))
    .route('/api/status', createStatusRoutes(deps))
    .use('/api/mailbox/*', requireRole('manager'))
    .route('/api/mailbox', createMailboxRoutes(deps))
    .route('/api/sample', createSampleRoutes(deps))
    .route('/api/live', createLiveRoutes(deps))
    .route('/api/presence', createPresenceRoutes(deps))
    .route('/api/nodes', createNodeRoutes(deps))
    .route('/api/simulations', createSimulationRoutes({ ...deps, scenarios }))
    .route('/api/examples', createExampleRoutes({ ...deps, scenarios }))
}

/** The type of every route: what the editor's client is made from. */
export type Api = ReturnType<typeof createApp>
