import type { Outlet } from '#nodes/sdk/define-node'
import { useReactFlow } from '@xyflow/react'
import { Plus } from 'lucide-react'
import type { CSSProperties, MouseEvent } from 'react'
import { t } from '../words/t'
import { freePlace } from '../palette/place-for-new'
import { useFlowStore } from './store/flow-context'

const besideBy = 350
const belowBy = 64

/** A way out that leads nowhere: a dashed stub that says which, and a button to go on from here. */
export function OpenWay({ node, outlet, style }: { node: string; outlet: Outlet; style: CSSProperties }) {
  const store = useFlowStore()
  const flow = useReactFlow()

  const choose = (event: MouseEvent) => {
    event.stopPropagation()
    const from = flow.getInternalNode(node)
    if (!from) return
    const { x, y } = from.internals.positionAbsolute
    const position = outlet.side === 'down' ? { x, y: y + (from.measured.height ?? 66) + belowBy } : { x: x + (outlet.side === 'right' ? besideBy : -besideBy), y }
    store.getState().pick({ screen: { x: event.clientX, y: event.clientY }, position: freePlace(store.getState().document, position), from: { node, outlet: outlet.name } })
  }
  const words = outlet.label || t('Goes on')
  return (
    <span className={`open-way ${outlet.side}`} style={style}>
      <button type="button" className="plus bad nodrag nopan" aria-label={t('Go on from “{way}”', { way: words })} title={t('Go on from “{way}”', { way: words })} onClick={choose}>
        <Plus className="xs" aria-hidden="true" />
      </button>
      <span className="words">{outlet.label}</span>
    </span>
  )
}
