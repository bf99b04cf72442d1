import type { PersonView } from '#nodes/sdk/services'

/** What nodes see of a rep row. */
export function personView(row: { id: string; name: string; email: string; active: boolean; webhookId: string | null }, slackId: string | null): PersonView {
  return { id: row.id, name: row.name, email: row.email, active: row.active, webhookId: row.webhookId, slackId }
}
