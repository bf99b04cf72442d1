import { type Facts, group, type Violation } from '../read-facts'

/** Conservation: what was answered 202 exists exactly once, as an event, a lead and a run, and nothing else does. */
export function checkLeads({ sent, rows }: Facts): Violation[] {
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'leads', what })
  const eventsOf = group(rows.events, (event) => event.externalId)
  const leadsOf = group(rows.leads, (lead) => lead.eventId)
  const runsOf = group(rows.runs, (run) => run.subjectId)
  const started = rows.versions.filter((version) => version.document.nodes.some((node) => node.type === 'event-trigger'))

  for (const { externalId, answers, refused } of sent) {
    for (const problem of refused) add(`${externalId} was not accepted: ${problem}`)
    if (answers.length === 0) continue
    const ids = new Set(answers.map((answer) => answer.eventId))
    if (ids.size > 1) add(`deliveries of ${externalId} were taken for ${ids.size} events`)
    if (answers.filter((answer) => answer.state === 'new').length > 1) add(`${externalId} was called new more than once`)
    const events = eventsOf.get(externalId) ?? []
    if (events.length !== 1) add(`${externalId} was answered 202 and has ${events.length} events`)
    for (const event of events) {
      const leads = leadsOf.get(event.id) ?? []
      if (leads.length !== 1) add(`${externalId} has ${leads.length} leads`)
      if (event.state !== 'done') add(`${externalId} is stuck: ${event.problem}`)
      for (const lead of leads) {
        const runs = runsOf.get(lead.id) ?? []
        for (const version of started) {
          const own = runs.filter((run) => run.versionId === version.id)
          if (own.length !== 1) add(`${externalId} has ${own.length} runs of ${version.document.name}`)
        }
        const steps = group(runs.filter((run) => run.parentRunId !== null), (run) => run.dedupeKey)
        for (const [key, children] of steps) if (children.length !== 1) add(`the step ${key} has started ${children.length} runs`)
      }
    }
  }
  const sentIds = new Set(sent.map((lead) => lead.externalId))
  // Pings and changes of records are events as well, and make no lead.
  const leadEvents = rows.events.filter((event) => event.type === 'lead.received')
  for (const event of leadEvents) if (!sentIds.has(event.externalId)) add(`an event ${event.externalId} exists that nobody sent`)
  if (rows.leads.length !== leadEvents.length) add(`${leadEvents.length} events became ${rows.leads.length} leads`)
  return found
}
