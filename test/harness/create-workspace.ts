import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDocument } from '#engine/graph/flow'
import { library } from '#nodes/definitions'
import type { Actor } from '#server/audit/add-audit'
import type { GateRules } from '#nodes/revops/gate/gate-rules'
import { createConnection } from '#server/connections/create-connection'
import { changeGateRules } from '#server/contact-gate/gate-rules'
import { newId } from '#server/db/new-id'
import { type Database, openDatabase } from '#server/db/open-database'
import { queues, queueWatchers, reps, rotas, teams } from '#server/db/schema'
import { createSource } from '#server/events/create-source'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import { addLayer, weeksOf } from '#server/roster/rotas/add-layer'
import { openSecretBox, type SecretBox } from '#server/secrets/secret-box'
import { writeSetting } from '#server/settings/settings'
import { fallbackRouting } from '#templates/fallback-routing/template'

export type Role = 'rep' | 'watcher' | 'on-call' | 'executive'

export interface Person {
  id: string
  email: string
  role: Role
}

export interface Workspace {
  people: Person[]
  source: { id: string; secret: string }
  flowId: string
}

export interface WorkspaceOptions {
  reps: number
  capacity: number
  /** Reps who are on the roster and not here yet. */
  joiners?: number
  watchers?: number
  /** Where reps and whoever is on call are reached by webhook: `…/hook/<id of the person>`. */
  webhookUrl: string
  /** Seconds to wait, by id of the template's step; others keep the preset's. */
  windows: Record<string, number>
  /** What holds for messages to people outside; the standard unless told otherwise. */
  gateRules?: GateRules
  /** Flows beside that one, published in this order. */
  more?: (publish: (document: FlowDocument) => string, references: { watchers: string[] }) => void
  /** What the team, the queue and the rota are called. */
  names?: { team: string; queue: string; rota: string }
  /** Another flow than the fallback routing; it gets the ids of the team, queue and rota. */
  flow?: (references: { team: string; queue: string; rota: string }) => FlowDocument
}

const actor: Actor = { kind: 'system', id: 'test' }

/**
 * Fills an empty data folder before the start: a team with reps, watchers of its overflow queue, a manager on call, an
 * executive, a signed source and the published fallback routing. The sample workspace is then not made.
 */
export function createWorkspace(dataFolder: string, options: WorkspaceOptions): Workspace {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const db = openDatabase(join(dataFolder, 'watertight.db'))
  const box = openSecretBox(join(dataFolder, 'secret.key'))
  try {
    return db.$client.transaction(() => fill(db, box, options, Date.now())).immediate()
  } finally {
    db.$client.close()
  }
}

function fill(db: Database, box: SecretBox, { reps: repCount, capacity, joiners = 0, watchers = 2, webhookUrl, windows, flow, more, gateRules, names = { team: 'Team', queue: 'Overflow', rota: 'On call' } }: WorkspaceOptions, now: number): Workspace {
  const [team, queue, rota] = [newId(now), newId(now), newId(now)]
  db.insert(teams).values({ id: team, name: names.team, createdAt: now }).run()
  db.insert(queues).values({ id: queue, name: names.queue, createdAt: now }).run()
  db.insert(rotas).values({ id: rota, name: names.rota, teamId: team, createdAt: now }).run()

  const people: Person[] = []
  function add(role: Role, index: number, values: { role: 'rep' | 'manager' | 'executive'; managerId?: string; capacity: number; active?: boolean }): Person {
    const person = { id: newId(now), email: `${role}-${index}@team.example`, role }
    const isReachedByWebhook = role === 'rep' || role === 'on-call'
    const webhookId = isReachedByWebhook ? createConnection(db, box, { input: { kind: 'webhook', name: person.email, url: `${webhookUrl}/hook/${person.id}` }, actor }, now) : null
    db.insert(reps)
      .values({
        active: true, ...values, id: person.id, name: `${role} ${index}`, email: person.email, teamId: team, managerId: values.managerId ?? null, territories: ['west'],
        skills: [], zone: 'Europe/Berlin', performance: 0.8, presence: 'online', webhookId, createdAt: now, updatedAt: now,
      })
      .run()
    people.push(person)
    return person
  }

  const executive = add('executive', 1, { role: 'executive', capacity: 1 })
  const onCall = add('on-call', 1, { role: 'manager', managerId: executive.id, capacity: 1_000 })
  addLayer(db, { rotaId: rota, layer: weeksOf([onCall.id], { zone: 'Europe/Berlin', startsAt: now }) }, now)
  for (let index = 1; index <= watchers; index += 1) {
    const watcher = add('watcher', index, { role: 'manager', managerId: executive.id, capacity: 1_000 })
    db.insert(queueWatchers).values({ queueId: queue, repId: watcher.id }).run()
  }
  for (let index = 1; index <= repCount + joiners; index += 1) add('rep', index, { role: 'rep', managerId: onCall.id, capacity, active: index <= repCount })

  const source = createSource(db, box, { name: 'Form', kind: 'signed-webhook', actor }, now)
  writeSetting(db, 'workspace', { name: 'Test', isSample: false })
  if (gateRules) changeGateRules(db, { rules: gateRules, actor }, now)
  const references = { team, queue, rota }
  const document = flow ? flow(references) : routing(references, windows)
  const publish = (each: FlowDocument) => {
    const id = createFlow(db, { document: each, actor }, now)
    publishFlow(db, library, { flowId: id, rev: 1, note: 'Test', actor }, now)
    return id
  }
  const flowId = publish(document)
  more?.(publish, { watchers: people.filter((each) => each.role === 'watcher').map((each) => each.id) })
  return { people, source, flowId }
}

function routing(references: { team: string; queue: string; rota: string }, windows: Record<string, number>): FlowDocument {
  const document = fallbackRouting.build('fast', references)
  for (const [id, seconds] of Object.entries(windows)) {
    const node = document.nodes.find((each) => each.id === id)
    if (!node || !('window' in node.params)) throw new Error(`test.createWorkspace: the template has no wait ${id}`)
    node.params.window = { amount: seconds, unit: 's' }
  }
  return document
}
