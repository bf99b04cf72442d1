import { errorOutlet } from '#engine/graph/flow'
import type { Outlet } from '#nodes/sdk/define-node'
import { CornerDownRight } from 'lucide-react'
import { errorWords, type NodeView } from '../canvas/node-view'
import { useFlow, useFlowStore } from '../canvas/store/flow-context'
import { t } from '../words/t'

/** Kinds that change nothing and fail at nothing need no way for that. */
const neverFail = ['end', 'branch', 'switch', 'split', 'wait', 'set', 'fork', 'join', 'repeat']

/** Where each way out leads. Also the way to join steps without a mouse. */
export function WaysOut({ id, view }: { id: string; view: NodeView }) {
  const outlets: Outlet[] = [...view.outlets]
  const type = view.definition?.type
  const hasErrorWay = outlets.some((outlet) => outlet.name === errorOutlet)
  if (type !== undefined && view.family !== 'trigger' && !neverFail.includes(type) && !hasErrorWay) outlets.push({ name: errorOutlet, label: errorWords, side: 'right' })
  if (outlets.length === 0) return null
  return (
    <section className="outs" aria-labelledby="ways-out">
      <h3 id="ways-out">{t('Ways out')}</h3>
      <ul>
        {outlets.map((outlet) => (
          <WayOut key={outlet.name} id={id} outlet={outlet} />
        ))}
      </ul>
    </section>
  )
}

function WayOut({ id, outlet }: { id: string; outlet: Outlet }) {
  const store = useFlowStore()
  const nodes = useFlow((state) => state.document.nodes)
  const target = useFlow((state) => state.document.edges.find((edge) => edge.from.node === id && edge.from.outlet === outlet.name)?.to.node ?? '')
  const words = outlet.label || t('Goes on')
  const isOptional = outlet.name === errorOutlet
  return (
    <li>
      <CornerDownRight className="s" aria-hidden="true" />
      <span className="truncate" title={words}>{words}</span>
      <select
        className={`field ${target === '' && !isOptional ? 'nowhere' : ''}`}
        aria-label={t('“{way}” leads to', { way: words })}
        value={target}
        onChange={(event) => {
          const from = { node: id, outlet: outlet.name }
          if (event.target.value === '') store.getState().disconnect(from)
          else store.getState().connect(from, event.target.value)
        }}
      >
        <option value="">{isOptional ? t('Somebody is asked') : t('Leads nowhere')}</option>
        {nodes.filter((node) => node.id !== id && !node.type.endsWith('-trigger')).map((node) => (
          <option key={node.id} value={node.id}>{node.label}</option>
        ))}
      </select>
    </li>
  )
}
