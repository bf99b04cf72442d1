import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { FastForward, RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { FlowDocument } from '#engine/graph/flow'
import { versionQuery } from '../api/queries'
import type { FlowDetail, VersionRow } from '../api/types'
import { CanvasBones } from '../canvas/CanvasBones'
import { CanvasMap } from '../canvas/CanvasTools'
import { FlowCanvas } from '../canvas/FlowCanvas'
import { glideMs } from '../canvas/go-to-step'
import { namesFrom } from '../canvas/names'
import { withChosen } from '../canvas/gestures/draw-gestures'
import { projectFlow, viewNodes } from '../canvas/project-flow'
import { useFirstLook } from '../canvas/use-first-look'
import { useMeasured } from '../canvas/use-measured'
import { useMayEditFlows } from '../flows/use-may-edit-flows'
import { Failed } from '../parts/states'
import { SteerSheet } from '../runs/SteerSheet'
import { useMayHoldRuns } from '../runs/use-may-hold-runs'
import { ChangeList } from './ChangeList'
import { compareFlows } from './compare-flows'
import { t } from '../words/t'

export type Against = 'previous' | 'draft'

interface Props {
  detail: FlowDetail
  version: VersionRow
  against: Against
}

/** One version beside the one before it, or beside the draft. */
export function VersionView({ detail, version, against }: Props) {
  const own = useQuery(versionQuery(detail.id, version.number))
  const previous = useQuery({ ...versionQuery(detail.id, version.number - 1), enabled: against === 'previous' && version.number > 1 })
  const failed = own.error ?? previous.error
  if (failed) return <Failed error={failed} what={t('This version')} />
  if (!own.data || (against === 'previous' && version.number > 1 && !previous.data)) return <CanvasBones />
  const first = { ...own.data.document, nodes: [], edges: [] }
  const [before, after] = against === 'draft' ? [own.data.document, detail.draft] : [previous.data?.document ?? first, own.data.document]
  return (
    <ReactFlowProvider>
      <Compared detail={detail} version={version} against={against} before={before} after={after} />
    </ReactFlowProvider>
  )
}

function Compared({ detail, version, against, before, after }: Props & { before: FlowDocument; after: FlowDocument }) {
  const flow = useReactFlow()
  const mayEdit = useMayEditFlows()
  const mayMove = useMayHoldRuns() && !version.isLive && version.open > 0
  const [moves, setMoves] = useState(false)
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<string[]>([])
  const [measured, onNodesChange] = useMeasured()
  const names = useMemo(() => namesFrom(detail.references), [detail.references])
  const { changes, marks, both } = useMemo(() => compareFlows(before, after, names), [before, after, names])
  useFirstLook(both, undefined)
  const rest = useMemo(
    () => projectFlow({ document: both, views: viewNodes(both, names), measured, diagnostics: [], waiting: {}, isReadOnly: true, marks }),
    [both, names, measured, marks],
  )
  const drawn = useMemo(() => withChosen(rest, chosen), [rest, chosen])
  const show = (ids: string[]) => {
    setChosen(ids)
    void flow.fitView({ nodes: ids.map((id) => ({ id })), duration: glideMs(), padding: 0.3, maxZoom: 1 })
  }
  const isFirst = against === 'previous' && version.number === 1
  const none = against === 'draft' ? t('The draft is the same as version {version}.', { version: version.number }) : t('Nothing was changed: it was published once more as it was.')

  return (
    <div className="workbench" style={{ gridTemplateColumns: 'minmax(0, 1fr) 336px' }}>
      <section className="canvas" aria-label={t('Version {version} with what was changed', { version: version.number })}>
        <FlowCanvas isReadOnly nodes={drawn.nodes} edges={drawn.edges} onNodesChange={onNodesChange} onNodeClick={(_, node) => node.type === 'card' && setChosen([node.id])} onPaneClick={() => setChosen([])}>
          <CanvasMap />
        </FlowCanvas>
      </section>
      <aside className="inspector" aria-label={t('What was changed')}>
        <div className="ins-head">
          <div className="seg w-full">
            {(['previous', 'draft'] as const).map((each) => (
              <Link key={each} to="/flows/$id/versions" params={{ id: detail.id }} search={{ version: version.number, against: each }} className="flex-1 justify-center" aria-current={against === each ? 'true' : undefined}>
                {each === 'previous' ? t('What it changed') : t('The draft since')}
              </Link>
            ))}
          </div>
          <p className="says">{against === 'draft' ? t('The draft, beside version {version}.', { version: version.number }) : isFirst ? t('The first version.') : t('Version {version}, beside version {other}.', { version: version.number, other: version.number - 1 })} {changes.length > 0 && !isFirst && t('{count, plural, one {# change} other {# changes}}.', { count: changes.length })}</p>
          {version.note && against === 'previous' && <p className="version-note">“{version.note}”</p>}
        </div>
        <div className="ins-body">
          {isFirst ? <p className="help">{t('{count, plural, one {# step} other {# steps}}, all of them new.', { count: after.nodes.length })}</p> : changes.length === 0 ? <p className="help">{none}</p> : <ChangeList changes={changes} onChoose={show} />}
          <div className="grid gap-2 justify-items-start">
            {mayEdit && (
              <button type="button" className="btn" title={t('The draft becomes this version; undo takes it back')} onClick={() => void navigate({ to: '/flows/$id', params: { id: detail.id }, search: { restore: version.number } })}>
                <RotateCcw aria-hidden="true" /> {t('Make this the draft again')}
              </button>
            )}
            {mayMove && (
              <button type="button" className="btn" title={t('They go on from where they stand by the version that is live now; what that means is said before')} onClick={() => setMoves(true)}>
                <FastForward aria-hidden="true" /> {t('Move its leads to the live version…')}
              </button>
            )}
          </div>
        </div>
      </aside>
      {moves && <SteerSheet of={{ flow: { id: detail.id, name: detail.draft.name } }} first="move" onClose={() => setMoves(false)} />}
    </div>
  )
}
