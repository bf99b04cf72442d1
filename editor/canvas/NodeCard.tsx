import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Check, X } from 'lucide-react'
import { memo } from 'react'
import { NodeTile } from '../parts/NodeTile'
import type { CardNode } from './card-data'
import { CardBadges } from './CardBadges'
import { alongSide, sidePositions } from './handles-of'
import { OpenWay } from './OpenWay'
import { t } from '../words/t'

function classesOf({ data, selected }: Pick<NodeProps<CardNode>, 'data' | 'selected'>): string {
  const run = data.run ? { taken: 'taken', now: 'now', failed: 'taken', 'not-reached': 'faint' }[data.run.state] : ''
  return `node f-${data.view.family} ${run} ${selected ? 'sel' : ''} ${data.view.family === 'unknown' ? 'unknown' : ''} ${data.mark ? `mark-${data.mark}` : ''}`
}

/** One step on the canvas: what it is called, and what it does with its present settings or did in the run shown. */
export const NodeCard = memo(function NodeCard({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  const { view, run } = data
  const sentence = run?.sentence ?? view.summary
  return (
    <div className={classesOf({ data, selected })}>
      {view.family !== 'trigger' && (
        <>
          <Handle type="target" position={Position.Top} id="top" className="in" isConnectable={isConnectable} />
          <Handle type="target" position={Position.Left} id="left" className="in beside" isConnectable={isConnectable} />
          <Handle type="target" position={Position.Right} id="right" className="in beside" isConnectable={isConnectable} />
        </>
      )}
      {(run?.state === 'taken' || run?.state === 'failed') && (
        <span className={`tick ${run.state === 'failed' ? 'bad' : ''}`}>{run.state === 'failed' ? <X aria-hidden="true" /> : <Check aria-hidden="true" />}</span>
      )}
      <NodeTile type={data.type} />
      <h3 title={data.label}>{data.label}</h3>
      <p className={run?.state === 'failed' ? 'why' : ''} title={sentence}>{sentence}</p>
      <CardBadges data={data} />
      {(['down', 'right', 'left'] as const).flatMap((side) => {
        const outlets = view.outlets.filter((outlet) => outlet.side === side)
        return outlets.map((outlet, index) => {
          const place = `${alongSide(index, outlets.length) * 100}%`
          const style = side === 'down' ? { left: place } : { top: place }
          const isOpen = data.open.includes(outlet)
          return (
            <span key={outlet.name}>
              <Handle type="source" position={sidePositions[side]} id={outlet.name} className={`out ${isOpen ? 'open' : ''}`} style={style} isConnectable={isConnectable} title={outlet.label || t('Goes on')} />
              {isOpen && <OpenWay node={id} outlet={outlet} style={style} />}
            </span>
          )
        })
      })}
    </div>
  )
})
