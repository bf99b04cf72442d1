import { Link } from '@tanstack/react-router'
import { CircleCheck, PencilLine } from 'lucide-react'
import type { FlowRow } from '../api/types'
import { Ago } from '../parts/Time'

function VersionChip({ flow }: { flow: FlowRow }) {
  if (!flow.published) {
    return (
      <span className="chip line">
        <PencilLine aria-hidden="true" /> Draft only
      </span>
    )
  }
  return (
    <span className="flex items-center gap-2">
      <span className="chip ok">
        <CircleCheck aria-hidden="true" /> Version {flow.published.version} is live
      </span>
      {flow.hasChanges && <span className="quiet">and changes in the draft</span>}
    </span>
  )
}

/** Every flow with the failure that it closes, what is live, and what runs. */
export function FlowTable({ flows, at, onOpen }: { flows: FlowRow[]; at: number; onOpen: (flow: FlowRow) => void }) {
  return (
    <table className="list-table flow-table">
      <thead>
        <tr>
          <th style={{ width: '44%' }}>Flow and the failure it closes</th>
          <th style={{ width: '26%' }}>State</th>
          <th className="r">Open</th>
          <th className="r">Failed</th>
          <th className="r">Done today</th>
          <th className="r">Changed</th>
        </tr>
      </thead>
      <tbody>
        {flows.map((flow, index) => (
          <tr key={flow.id} className={`opens ${index === at ? 'at' : ''}`} data-at={index === at} onClick={() => onOpen(flow)}>
            <td>
              <Link to="/flows/$id" params={{ id: flow.id }} className="main-word" onClick={(event) => event.stopPropagation()}>
                {flow.name}
              </Link>
              {flow.failurePoint && <div className="quiet truncate" title={flow.failurePoint}>{flow.failurePoint}</div>}
            </td>
            <td>
              <VersionChip flow={flow} />
            </td>
            <td className="r num">
              <Count flow={flow} view="open" count={flow.runs.open} />
            </td>
            <td className="r num">
              <Count flow={flow} view="failed" count={flow.runs.failed} isBad />
            </td>
            <td className="r num">
              <Count flow={flow} view="done" count={flow.runs.doneToday} />
            </td>
            <td className="r quiet">
              <Ago at={flow.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A number that opens the list behind it. */
function Count({ flow, view, count, isBad = false }: { flow: FlowRow; view: 'open' | 'failed' | 'done'; count: number; isBad?: boolean }) {
  if (count === 0) return <span className="quiet">0</span>
  return (
    <Link to="/runs" search={{ view, flow: flow.id }} className={isBad ? 'late link' : 'link'} onClick={(event) => event.stopPropagation()} aria-label={`${count} ${view} runs of ${flow.name}`}>
      {count}
    </Link>
  )
}
