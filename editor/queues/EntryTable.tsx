import { Link } from '@tanstack/react-router'
import { memo, type RefObject, useCallback } from 'react'
import type { QueueEntry } from '../api/queues'
import { Ago, Due } from '../parts/Time'
import { Who } from '../parts/Who'
import { useVisibleRows } from '../records/use-visible-rows'
import { workSoonMs } from '../work/WorkRow'
import { t } from '../words/t'
import { entryName } from './queue-words'

interface Acts {
  onOpen: (entry: QueueEntry) => void
  onChoose: (entry: QueueEntry) => void
  /** Undefined for who is not on the roster, or may give nothing to others. */
  onClaim: ((entry: QueueEntry) => void) | undefined
  onGive: ((entry: QueueEntry) => void) | undefined
}

interface Props extends Acts {
  entries: QueueEntry[]
  at: number
  chosen: ReadonlySet<string>
  scroller: RefObject<HTMLElement | null>
  onMore: (() => void) | undefined
}

/** What waits, in the order in which it is offered; only what is in sight is drawn. */
export function EntryTable({ entries, at, chosen, scroller, onMore, ...acts }: Props) {
  const { first, last, before, after } = useVisibleRows(scroller, entries.length, useCallback(() => onMore?.(), [onMore]), at)
  return (
    <table className="list-table entry-table" aria-rowcount={onMore ? -1 : entries.length + 1}>
      <thead>
        <tr>
          <th style={{ width: 40 }}><span className="sr-only-now">{t('Chosen')}</span></th>
          <th>{t('Lead')}</th>
          <th className="r" style={{ width: 64 }}>{t('Score')}</th>
          <th style={{ width: 104 }}>{t('Waits since')}</th>
          <th style={{ width: 104 }}>{t('Deadline')}</th>
          <th style={{ width: '21%' }}>{t('Offered to')}</th>
          <th style={{ width: '15%' }}>{t('From')}</th>
          <th style={{ width: 150 }}><span className="sr-only-now">{t('Acts')}</span></th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <tr><td colSpan={8} style={{ height: before }} /></tr>}
        {entries.slice(first, last).map((entry, offset) => <Row key={entry.id} entry={entry} index={first + offset} isAt={first + offset === at} isChosen={chosen.has(entry.id)} {...acts} />)}
        {after > 0 && <tr><td colSpan={8} style={{ height: after }} /></tr>}
      </tbody>
    </table>
  )
}

const Row = memo(function Row({ entry, index, isAt, isChosen, onOpen, onChoose, onClaim, onGive }: Acts & { entry: QueueEntry; index: number; isAt: boolean; isChosen: boolean }) {
  const { lead, score, since, dueAt, asked, flow, runId } = entry
  const name = entryName(entry)
  return (
    <tr className={`opens ${isAt ? 'at' : ''} ${isChosen ? 'on' : ''}`} data-at={isAt} aria-rowindex={index + 2} onClick={() => onOpen(entry)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box is one on it; the key x does the same */}
      <td className="picks" onClick={(event) => event.stopPropagation()}><input type="checkbox" className="check" aria-label={t('Choose {name}', { name })} checked={isChosen} onChange={() => onChoose(entry)} /></td>
      <td title={name}>{lead ? <Link to="/records/leads/$id" params={{ id: lead.id }} className="main-word" onClick={(event) => event.stopPropagation()}>{name}</Link> : name}{lead?.company && <span className="sub">{lead.company}</span>}</td>
      <td className="r num">{score ?? <span className="quiet">–</span>}</td>
      <td><Ago at={since} /></td>
      <td><Due at={dueAt} soonMs={workSoonMs} /></td>
      <td>{asked ? <span className="asked-now"><Who name={asked.name} />{asked.until !== null && <span className="quiet"><Due at={asked.until} soonMs={0} /></span>}</span> : <span className="quiet">{t('Nobody now')}</span>}</td>
      <td title={flow?.name}>{flow && (runId ? <Link to="/runs/$id" params={{ id: runId }} className="flow-word" onClick={(event) => event.stopPropagation()}>{flow.name}</Link> : flow.name)}</td>
      <td className="tools">
        {onGive && <button type="button" className="btn xs plain" aria-label={t('Give {name} to somebody', { name })} onClick={(event) => { event.stopPropagation(); onGive(entry) }}>{t('Give')}</button>}
        {onClaim && <button type="button" className="btn xs soft" aria-label={t('Claim {name}', { name })} onClick={(event) => { event.stopPropagation(); onClaim(entry) }}>{t('Claim')}</button>}
      </td>
    </tr>
  )
})
