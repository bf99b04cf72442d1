import { Link } from '@tanstack/react-router'
import { useNow } from '../api/clock'
import type { RunRow } from '../api/types'
import { NodeTile } from '../parts/NodeTile'
import { Ago, Due } from '../parts/Time'
import { Who } from '../parts/Who'
import { t } from '../words/t'
import { RunStateChip } from './RunStateChip'

/** Amber from this much left. */
export const runSoonMs = 15 * 60_000

/** Runs with what each waits for and until when. */
export function RunTable({ rows, at, onOpen }: { rows: RunRow[]; at: number; onOpen: (run: RunRow) => void }) {
  const now = useNow()
  return (
    <table className="list-table">
      <thead>
        <tr>
          <th style={{ width: '23%' }}>{t('Who')}</th>
          <th style={{ width: '17%' }}>{t('Flow')}</th>
          <th style={{ width: '16%' }}>{t('State')}</th>
          <th>{t('Where it stands')}</th>
          <th style={{ width: '12%' }}>{t('Owner')}</th>
          <th className="r" style={{ width: 104 }}>{t('Started')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((run, index) => (
          <tr key={run.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(run)}>
            <td>
              <Link to="/runs/$id" params={{ id: run.id }} className="main-word" onClick={(event) => event.stopPropagation()}>{run.subject.name}</Link>
              {run.subject.company && <span className="sub">{run.subject.company}</span>}
            </td>
            <td>
              <span className="who"><NodeTile type="route" isSmall /> <span className="truncate">{run.flow.name} <span className="quiet">v{run.flow.version}</span></span></span>
            </td>
            <td><RunStateChip run={{ ...run, dueAt: run.at?.dueAt ?? null }} now={now} /></td>
            <td>
              {run.at ? (
                <>
                  {run.at.label} {run.at.dueAt !== null && run.endedAt === null ? <Due at={run.at.dueAt} soonMs={runSoonMs} /> : run.at.detail && <span className={run.state === 'failed' ? 'late' : 'quiet'} title={run.at.detail}>{run.at.detail}</span>}
                </>
              ) : (
                <span className="quiet">{run.endedAt !== null ? t('Ended') : run.state === 'queued' || run.state === 'starting' ? t('Not begun yet') : t('Between two steps')}</span>
              )}
            </td>
            <td><Who name={run.owner?.name} isLate={run.state === 'failed' || (run.at?.dueAt ?? Number.POSITIVE_INFINITY) < now} /></td>
            <td className="r quiet"><Ago at={run.startedAt} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
