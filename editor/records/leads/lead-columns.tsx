import type { ReactNode } from 'react'
import type { Lead, LeadSort } from '../../api/leads'
import { count } from '../../parts/counts'
import { Ago } from '../../parts/Time'
import { Who } from '../../parts/Who'
import { t } from '../../words/t'
import { LeadStateChip } from '../LeadStateChip'
import type { ColumnId } from './column-ids'

interface LeadColumn {
  words: string
  width?: number | string
  isRight?: boolean
  sort?: LeadSort
  cell(lead: Lead): ReactNode
}

const or = (value: string | null) => value ?? <span className="quiet">{t('None given')}</span>

/** What can stand beside a lead's name. */
export const leadColumns: Record<ColumnId, LeadColumn> = {
  company: { words: t('Company'), width: '16%', sort: 'company', cell: ({ company }) => or(company) },
  contact: { words: t('E-mail or phone'), cell: ({ email, phone }) => <span title={email ?? phone ?? undefined}>{or(email ?? phone)}</span> },
  state: { words: t('State'), width: 148, cell: ({ state }) => <LeadStateChip state={state} /> },
  owner: { words: t('Owner'), width: '12%', cell: ({ owner }) => <Who name={owner?.name} /> },
  source: { words: t('Source'), width: '10%', cell: ({ source }) => <span className="quiet">{source}</span> },
  territory: { words: t('Territory'), width: '9%', cell: ({ territory }) => or(territory) },
  industry: { words: t('Industry'), width: '10%', cell: ({ industry }) => or(industry) },
  score: { words: t('Score'), width: 76, isRight: true, sort: 'score', cell: ({ score }) => (score === null ? '' : count(score)) },
  amount: { words: t('Value'), width: 92, isRight: true, sort: 'amount', cell: ({ amount }) => (amount === null ? '' : count(amount)) },
  arrived: { words: t('Arrived'), width: 96, isRight: true, sort: 'arrived', cell: ({ receivedAt }) => <span className="quiet"><Ago at={receivedAt} /></span> },
  changed: { words: t('Changed'), width: 96, isRight: true, cell: ({ updatedAt }) => <span className="quiet"><Ago at={updatedAt} /></span> },
}
