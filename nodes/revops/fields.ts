/** A field that flows can read, with what ops see of it. The catalog behind conditions, texts and their checks. */
export interface Field {
  path: string
  label: string
  type: 'text' | 'number' | 'boolean' | 'date' | 'list'
  example: string | number | boolean
  /** Whether the "Set a field" node may write it. */
  writable?: boolean
  /** Whether what it holds is about a person: examples from real records are only for those who may see records. */
  isPersonal?: boolean
}

export const leadFields: Field[] = [
  { path: 'lead.name', label: 'Lead’s name', type: 'text', example: 'Lena Brandt', isPersonal: true },
  { path: 'lead.email', label: 'Lead’s e-mail', type: 'text', example: 'lena@nordwind.example', isPersonal: true },
  { path: 'lead.phone', label: 'Lead’s phone', type: 'text', example: '+49 221 5550 100', isPersonal: true },
  { path: 'lead.company', label: 'Company as given', type: 'text', example: 'Nordwind Logistics', writable: true, isPersonal: true },
  { path: 'lead.message', label: 'What the lead wrote', type: 'text', example: 'Could someone call me this week?', isPersonal: true },
  { path: 'lead.territory', label: 'Territory', type: 'text', example: 'west', writable: true },
  { path: 'lead.industry', label: 'Industry', type: 'text', example: 'logistics', writable: true },
  { path: 'lead.amount', label: 'Expected value', type: 'number', example: 48_000, writable: true },
  { path: 'lead.score', label: 'Score', type: 'number', example: 72, writable: true },
  { path: 'lead.skills', label: 'Skills wanted', type: 'list', example: 'logistics', writable: true },
  { path: 'lead.state', label: 'State of the lead', type: 'text', example: 'open' },
  { path: 'lead.source', label: 'Source', type: 'text', example: 'Website form' },
  { path: 'lead.note', label: 'Note', type: 'text', example: 'Asked twice', writable: true, isPersonal: true },
  { path: 'lead.receivedAt', label: 'Arrived at', type: 'date', example: '2026-04-22T12:00:00.000Z' },
  { path: 'contact.name', label: 'Contact’s name', type: 'text', example: 'Lena Brandt', isPersonal: true },
  { path: 'contact.leads', label: 'Leads from this contact', type: 'number', example: 2 },
  { path: 'company.name', label: 'Company', type: 'text', example: 'Nordwind Logistics' },
  { path: 'company.domain', label: 'Company’s domain', type: 'text', example: 'nordwind.example' },
  { path: 'owner.name', label: 'Owner or asked rep', type: 'text', example: 'Tom Okafor', isPersonal: true },
]

/** Words that texts may use beside the fields of the record. */
export const textWords: Field[] = [
  { path: 'recipient.name', label: 'Recipient’s name', type: 'text', example: 'Tom Okafor' },
  { path: 'recipient.firstName', label: 'Recipient’s first name', type: 'text', example: 'Tom' },
  { path: 'recipient.isAsked', label: 'Recipient is the one who is asked', type: 'boolean', example: true },
  { path: 'asked.name', label: 'Who is asked now', type: 'text', example: 'Tom Okafor' },
  { path: 'link', label: 'Link to answer or to the task', type: 'text', example: 'https://…' },
  { path: 'item.value', label: 'Entry or line of this round of “For each”', type: 'text', example: 'logistics' },
  { path: 'item.name', label: 'Name of this round’s lead', type: 'text', example: 'Lena Brandt' },
  { path: 'item.number', label: 'Which round this is', type: 'number', example: 1 },
]

export function findField(path: string): Field | undefined {
  return leadFields.find((field) => field.path === path)
}
