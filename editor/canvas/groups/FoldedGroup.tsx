import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronsUpDown, CircleAlert, Group, TriangleAlert, UsersRound } from 'lucide-react'
import { memo } from 'react'
import { t } from '../../words/t'
import { readKey } from '../canvas-key'
import type { FoldedNode } from '../card-data'
import { alongSide, sidePositions } from '../handles-of'
import { useFlowStore } from '../store/flow-context'
import { GroupName } from './GroupName'
import { insideWords } from './inside-words'

/** A group that is folded into one card: how much is in it, what needs a look, and the lines that lead in and out. */
export const FoldedGroup = memo(function FoldedGroup({ id: key, data, selected }: NodeProps<FoldedNode>) {
  const store = useFlowStore()
  const { id } = readKey(key)
  const unfold = () => store.getState().foldGroup(id, false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same
    <div className={`node folded ${selected ? 'sel' : ''}`} onDoubleClick={unfold}>
      <Handle type="target" position={Position.Top} id="top" className="in" isConnectable={false} />
      <Handle type="target" position={Position.Left} id="left" className="in beside" isConnectable={false} />
      <Handle type="target" position={Position.Right} id="right" className="in beside" isConnectable={false} />
      <span className="tile"><Group aria-hidden="true" /></span>
      {data.isWriting ? <GroupName id={id} /> : <h3 title={data.name}>{data.name}</h3>}
      <p>{insideWords(data)}</p>
      <button type="button" className="btn icon xs plain unfold nodrag" aria-label={t('Open the group “{name}”', { name: data.name })} title={t('Show its steps (G)')} onClick={unfold}>
        <ChevronsUpDown aria-hidden="true" />
      </button>
      <div className="badges">
        {data.waiting > 0 && <span className="badge wait"><UsersRound aria-hidden="true" /> {t('{count, plural, one {# waits here} other {# wait here}}', { count: data.waiting })}</span>}
        {data.errors > 0 && <span className="badge bad"><CircleAlert aria-hidden="true" /> {t('{count, plural, one {# problem} other {# problems}}', { count: data.errors })}</span>}
        {data.errors === 0 && data.warnings > 0 && <span className="badge warn"><TriangleAlert aria-hidden="true" /> {t('{count, plural, one {# warning} other {# warnings}}', { count: data.warnings })}</span>}
      </div>
      {(['down', 'right', 'left'] as const).flatMap((side) => {
        const outs = data.outIds.filter((_, index) => data.outSides[index] === side)
        return outs.map((out, index) => {
          const place = alongSide(index, outs.length)
          return <Handle key={out} type="source" position={sidePositions[side]} id={out} className="out" style={side === 'down' ? { left: place } : { top: place }} isConnectable={false} />
        })
      })}
    </div>
  )
})
