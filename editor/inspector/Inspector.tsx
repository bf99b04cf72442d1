import { Link } from '@tanstack/react-router'
import { ChevronsRight, MousePointerClick, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { usePanels } from '../app/panels'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlow, useFlowStore } from '../canvas/store/flow-context'
import { lazily } from '../parts/lazily'
import { NodeTile } from '../parts/NodeTile'
import { FlowSettings } from './FlowSettings'
import { FormBones } from './FormBones'
import { WaysOut } from './WaysOut'
import { t } from '../words/t'

// Fetched once a step is chosen: opening a flow needs no forms.
const ParamsForm = lazily(async () => (await import('./ParamsForm')).ParamsForm, ({ definition }) => <FormBones definition={definition} />)

/** The settings of the chosen step; of the flow itself when none is chosen. */
export function Inspector() {
  const selected = useFlow((state) => state.selected.nodes)
  const node = useFlow((state) => (selected.length === 1 ? state.document.nodes.find((each) => each.id === selected[0]) : undefined))
  if (selected.length > 1) return <ManyChosen count={selected.length} />
  return node ? <NodeSettings key={node.id} id={node.id} /> : <FlowSettings />
}

function NodeSettings({ id }: { id: string }) {
  const store = useFlowStore()
  const node = useFlow((state) => state.document.nodes.find((each) => each.id === id))
  const { views, references, diagnostics } = useOpenFlow()
  const fold = usePanels((state) => state.fold)
  const problems = useMemo(() => diagnostics.filter((each) => each.nodeId === id), [diagnostics, id])
  const view = views.get(id)
  if (!node || !view) return null
  const { setLabel, setParams, remove } = store.getState()

  return (
    <>
      <div className="ins-head">
        <div className="flex items-start gap-2.5">
          <NodeTile type={node.type} />
          <div className="grow min-w-0">
            <input
              className="field name"
              aria-label={t('Name of the step')}
              maxLength={120}
              value={node.label}
              // A step without a name cannot be spoken of; an emptied one gets its kind's name back when left.
              onChange={(event) => setLabel(id, event.target.value.trimStart() || ' ')}
              onFocus={(event) => event.target.value.trim() === '' && event.target.select()}
              onBlur={(event) => setLabel(id, event.target.value.trim() || view.definition?.title || node.type)}
            />
            <div className="sub">{view.kind}</div>
          </div>
          <button type="button" className="btn icon xs plain" aria-label={t('Remove this step')} title={t('Remove this step (Delete)')} onClick={() => remove([id], [])}>
            <Trash2 aria-hidden="true" />
          </button>
          <button type="button" className="btn icon xs plain" aria-label={t('Fold this panel')} title={t('Fold')} onClick={() => fold('inspector', true)}>
            <ChevronsRight aria-hidden="true" />
          </button>
        </div>
        <p className="says">
          {view.definition?.description ?? view.summary} {view.definition && <Link to="/nodes" search={{ type: node.type }} className="link">{t('About this step')}</Link>}
        </p>
      </div>
      <div className="ins-body">
        {view.definition ? (
          <ParamsForm nodeId={id} definition={view.definition} params={node.params} problems={problems} references={references} onChange={setParams} />
        ) : (
          <p className="help">{t('Install what brings this kind of step, or replace the step. Until then the flow cannot be published, and nothing of the step is lost.')}</p>
        )}
        <WaysOut id={id} view={view} />
      </div>
    </>
  )
}

function ManyChosen({ count }: { count: number }) {
  const store = useFlowStore()
  return (
    <div className="empty">
      <MousePointerClick aria-hidden="true" />
      <h2>{t('{count} steps are chosen', { count })}</h2>
      <p>{t('Drag one to move all of them. A right click lines them up.')}</p>
      <button type="button" className="btn danger" onClick={() => store.getState().remove(store.getState().selected.nodes, [])}>
        <Trash2 aria-hidden="true" /> {t('Remove {count} steps', { count })}
      </button>
    </div>
  )
}
