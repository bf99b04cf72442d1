import { t } from '../sdk/t'

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
  { path: 'lead.name', label: t('Lead’s name'), type: 'text', example: 'Lena Brandt', isPersonal: true },
  { path: 'lead.email', label: t('Lead’s e-mail'), type: 'text', example: 'lena@nordwind.example', isPersonal: true },
  { path: 'lead.phone', label: t('Lead’s phone'), type: 'text', example: '+49 221 5550 100', isPersonal: true },
  { path: 'lead.company', label: t('Company as given'), type: 'text', example: 'Nordwind Logistics', writable: true, isPersonal: true },
  { path: 'lead.message', label: t('What the lead wrote'), type: 'text', example: 'Could someone call me this week?', isPersonal: true },
  { path: 'lead.territory', label: t('Territory'), type: 'text', example: 'west', writable: true },
  { path: 'lead.industry', label: t('Industry'), type: 'text', example: 'logistics', writable: true },
  { path: 'lead.amount', label: t('Expected value'), type: 'number', example: 48_000, writable: true },
  { path: 'lead.score', label: t('Score'), type: 'number', example: 72, writable: true },
  { path: 'lead.skills', label: t('Skills wanted'), type: 'list', example: 'logistics', writable: true },
  { path: 'lead.state', label: t('State of the lead'), type: 'text', example: 'open' },
  { path: 'lead.source', label: t('Source'), type: 'text', example: 'Website form' },
  { path: 'lead.note', label: t('Note'), type: 'text', example: 'Asked twice', writable: true, isPersonal: true },
  { path: 'lead.receivedAt', label: t('Arrived at'), type: 'date', example: '2026-04-22T12:00:00.000Z' },
  { path: 'contact.name', label: t('Contact’s name'), type: 'text', example: 'Lena Brandt', isPersonal: true },
  { path: 'contact.leads', label: t('Leads from this contact'), type: 'number', example: 2 },
  { path: 'company.name', label: t('Company'), type: 'text', example: 'Nordwind Logistics' },
  { path: 'company.domain', label: t('Company’s domain'), type: 'text', example: 'nordwind.example' },
  { path: 'owner.name', label: t('Owner or asked rep'), type: 'text', example: 'Tom Okafor', isPersonal: true },
]

/** Words that texts may use beside the fields of the record. */
export const textWords: Field[] = [
  { path: 'recipient.name', label: t('Recipient’s name'), type: 'text', example: 'Tom Okafor' },
  { path: 'recipient.firstName', label: t('Recipient’s first name'), type: 'text', example: 'Tom' },
  { path: 'recipient.isAsked', label: t('Recipient is the one who is asked'), type: 'boolean', example: true },
  { path: 'asked.name', label: t('Who is asked now'), type: 'text', example: 'Tom Okafor' },
  { path: 'link', label: t('Link to answer or to the task'), type: 'text', example: 'https://…' },
  { path: 'item.value', label: t('Entry or line of this round of “For each”'), type: 'text', example: 'logistics' },
  { path: 'item.name', label: t('Name of this round’s lead'), type: 'text', example: 'Lena Brandt' },
  { path: 'item.number', label: t('Which round this is'), type: 'number', example: 1 },
]

export function findField(path: string): Field | undefined {
  return leadFields.find((field) => field.path === path)
}
