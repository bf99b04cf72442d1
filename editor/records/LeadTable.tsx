import { type RefObject, useCallback } from 'react'
import type { Lead } from '../api/records'
import { Ago } from '../parts/Time'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { count } from '../parts/counts'
import { LeadStateChip } from './LeadStateChip'
import { leadName } from './lead-words'
import { useVisibleRows } from './use-visible-rows'

interface Props {
  leads: Lead[]
  at: number
  scroller: RefObject<HTMLElement | null>
  onOpen: (lead: Lead) => void
  onMore: (() => void) | undefined
}

/** Leads, newest first; only those in sight are drawn, and more are read when the end comes near. */
export function LeadTable({ leads, at, scroller, onOpen, onMore }: Props) {
  const { first, last, before, after } = useVisibleRows(scroller, leads.length, useCallback(() => onMore?.(), [onMore]))
  return (
    <table className="list-table lead-table" aria-rowcount={onMore ? -1 : leads.length + 1}>
      <thead>
        <tr>
          <th style={{ width: '17%' }}>{t('Name')}</th>
          <th style={{ width: '16%' }}>{t('Company')}</th>
          <th>{t('E-mail or phone')}</th>
          <th style={{ width: 140 }}>{t('State')}</th>
          <th style={{ width: '11%' }}>{t('Owner')}</th>
          <th style={{ width: '10%' }}>{t('Source')}</th>
          <th className="r" style={{ width: 92 }}>{t('Value')}</th>
          <th className="r" style={{ width: 84 }}>{t('Arrived')}</th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <tr><td colSpan={8} style={{ height: before }} /></tr>}
        {leads.slice(first, last).map((lead, offset) => {
          const index = first + offset
          return (
            <tr key={lead.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} aria-rowindex={index + 2} onClick={() => onOpen(lead)}>
              <td><button type="button" className="main-word" onClick={(event) => { event.stopPropagation(); onOpen(lead) }}>{leadName(lead)}</button></td>
              <td>{lead.company ?? <span className="quiet">{t('None given')}</span>}</td>
              <td title={lead.email ?? lead.phone ?? undefined}>{lead.email ?? lead.phone ?? <span className="quiet">{t('None given')}</span>}</td>
              <td><LeadStateChip state={lead.state} /></td>
              <td><Who name={lead.owner?.name} /></td>
              <td className="quiet">{lead.source}</td>
              <td className="r">{lead.amount === null ? '' : count(lead.amount)}</td>
              <td className="r quiet"><Ago at={lead.receivedAt} /></td>
            </tr>
          )
        })}
        {after > 0 && <tr><td colSpan={8} style={{ height: after }} /></tr>}
      </tbody>
    </table>
  )
}
