import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type RefObject, useCallback } from 'react'
import type { Direction, Lead, LeadSort } from '../../api/leads'
import { t } from '../../words/t'
import { leadName } from '../lead-words'
import { useVisibleRows } from '../use-visible-rows'
import type { ColumnId } from './column-ids'
import { leadColumns } from './lead-columns'
import { usualDirection } from './lead-search'

interface Props {
  leads: Lead[]
  columns: readonly ColumnId[]
  at: number
  scroller: RefObject<HTMLElement | null>
  sort: LeadSort
  direction: Direction
  onSort: (sort: LeadSort, direction: Direction) => void
  onOpen: (lead: Lead) => void
  onMore: (() => void) | undefined
}

/** Leads in their order; only those in sight are drawn, and more are read when the end comes near. */
export function LeadTable({ leads, columns, at, scroller, sort, direction, onSort, onOpen, onMore }: Props) {
  const { first, last, before, after } = useVisibleRows(scroller, leads.length, useCallback(() => onMore?.(), [onMore]), at)
  const span = columns.length + 1
  return (
    <table className="list-table lead-table" aria-rowcount={onMore ? -1 : leads.length + 1}>
      <thead>
        <tr>
          <Head words={t('Name')} width="17%" by="name" {...{ sort, direction, onSort }} />
          {columns.map((id) => {
            const { words, width, isRight, sort: by } = leadColumns[id]
            return <Head key={id} words={words} width={width} isRight={isRight} by={by} {...{ sort, direction, onSort }} />
          })}
        </tr>
      </thead>
      <tbody>
        {before > 0 && <tr><td colSpan={span} style={{ height: before }} /></tr>}
        {leads.slice(first, last).map((lead, offset) => <Row key={lead.id} lead={lead} index={first + offset} columns={columns} isAt={first + offset === at} onOpen={onOpen} />)}
        {after > 0 && <tr><td colSpan={span} style={{ height: after }} /></tr>}
      </tbody>
    </table>
  )
}

const Row = memo(function Row({ lead, index, columns, isAt, onOpen }: { lead: Lead; index: number; columns: readonly ColumnId[]; isAt: boolean; onOpen: (lead: Lead) => void }) {
  return (
    <tr className={`opens ${isAt ? 'at' : ''}`} data-at={isAt} aria-rowindex={index + 2} onClick={() => onOpen(lead)}>
      <td><Link to="/records/leads/$id" params={{ id: lead.id }} className="main-word" onClick={(event) => event.stopPropagation()}>{leadName(lead)}</Link></td>
      {columns.map((id) => <td key={id} className={leadColumns[id].isRight ? 'r num' : undefined}>{leadColumns[id].cell(lead)}</td>)}
    </tr>
  )
})

interface HeadProps {
  words: string
  width?: number | string | undefined
  isRight?: boolean | undefined
  by?: LeadSort | undefined
  sort: LeadSort
  direction: Direction
  onSort: (sort: LeadSort, direction: Direction) => void
}

function Head({ words, width, isRight, by, sort, direction, onSort }: HeadProps) {
  const isOn = by === sort
  const Icon = direction === 'up' ? ArrowUp : ArrowDown
  return (
    <th className={isRight ? 'r' : undefined} style={{ width }} aria-sort={isOn ? (direction === 'up' ? 'ascending' : 'descending') : undefined}>
      {by ? (
        <button type="button" className="sorts" onClick={() => onSort(by, isOn ? (direction === 'up' ? 'down' : 'up') : usualDirection(by))}>
          {words} {isOn && <Icon className="xs" aria-hidden="true" />}
        </button>
      ) : (
        words
      )}
    </th>
  )
}
