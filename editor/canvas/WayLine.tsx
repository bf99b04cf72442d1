import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { memo, useContext } from 'react'
import { cardSize, type WayEdge } from './card-data'
import { useLedWay } from './gestures/led-ways'
import { cornersOf, type Entry, roundedPath } from './route-ways'
import { FlowContext } from './store/flow-context'
import { t } from '../words/t'

const anchors = { middle: '-50%', start: '0', end: '-100%' }

/** A line between two steps, with the words of the way out on it. */
export const WayLine = memo(function WayLine({ id, sourceX, sourceY, targetX, targetY, targetHandleId, data, selected, markerEnd }: EdgeProps<WayEdge>) {
  const store = useContext(FlowContext)
  const led = useLedWay(id)
  if (!data) return null
  const { lane, via, wordsAt } = led ?? data
  const { points, words } = cornersOf({ x: sourceX, y: sourceY }, data.side, { x: targetX, y: targetY }, { entry: (targetHandleId ?? 'top') as Entry, lane, via, wordsAt })
  const label = data.times > 1 ? t('{way} ({times} times)', { way: data.label || t('Went on'), times: data.times }) : data.label
  const shift = `translate(${anchors[words.anchor]}, -50%) translate(${words.x}px, ${words.y}px)`

  return (
    <>
      <BaseEdge id={id} path={roundedPath(points)} className={`way ${data.look} ${selected ? 'chosen' : ''}`} markerEnd={markerEnd} interactionWidth={14} />
      <EdgeLabelRenderer>
        {label && (
          <div className={`way-words ${data.look} ${selected ? 'chosen' : ''}`} style={{ transform: shift }}>
            {label}
          </div>
        )}
        {store && !data.isReadOnly && selected && (
          <button
            type="button"
            className="plus hot on-way nodrag nopan"
            style={{ transform: `translate(-50%, -50%) translate(${words.x}px, ${words.y + 22}px)` }}
            aria-label={t('Put a step in here')}
            title={t('Put a step in here')}
            onClick={(event) => store.getState().pick({ screen: { x: event.clientX, y: event.clientY }, position: { x: targetX - cardSize.width / 2, y: (sourceY + targetY) / 2 - cardSize.height / 2 }, edge: id })}
          >
            <Plus className="xs" aria-hidden="true" />
          </button>
        )}
      </EdgeLabelRenderer>
    </>
  )
})
