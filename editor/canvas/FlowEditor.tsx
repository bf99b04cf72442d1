import { useQueryClient } from '@tanstack/react-query'
import type { FlowDocument } from '#engine/graph/flow'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { flowQuery, flowsQuery } from '../api/queries'
import type { FlowDetail } from '../api/types'
import { usePanels } from '../app/panels'
import { Inspector } from '../inspector/Inspector'
import { leaveSettings } from '../inspector/open-settings'
import { Palette } from '../palette/Palette'
import { FoldedPanel } from '../parts/FoldedPanel'
import { lazily } from '../parts/lazily'
import { PanelEdge } from '../parts/PanelEdge'
import { useTry } from '../trying/try-store'
import { Autosave } from './autosave'
import { EditCanvas } from './EditCanvas'
import { FlowBar } from './FlowBar'
import { MadeNotice } from '../flows/MadeNotice'
import { FlowDrawer } from './FlowDrawer'
import { findLocalDraft } from './local-draft'
import { namesFrom } from './names'
import { OpenFlowContext } from './open-flow-context'
import { viewNodes } from './project-flow'
import { SaveNotice } from './SaveNotice'
import { FlowContext, useFlow } from './store/flow-context'
import { createFlowStore } from './store/flow-store'
import { useDiagnostics } from '../problems/use-diagnostics'
import { t } from '../words/t'
import { usePanelKeys } from './use-panel-keys'
import { useRestore } from '../versions/use-restore'

// Fetched when somebody tries a flow.
const TryCanvas = lazily(async () => (await import('../trying/TryCanvas')).TryCanvas, () => <section className="canvas" />)
const TryStep = lazily(async () => (await import('../trying/TryStep')).TryStep, () => null)

/** Opens the store of a flow. A draft that this browser kept, on the same revision, comes first: it was never saved. */
function openStore(detail: FlowDetail) {
  const kept = findLocalDraft(detail.id)
  const store = createFlowStore(detail.draft, detail.rev)
  if (!kept) return store
  store.getState().takeOver(kept.document)
  store.temporal.getState().clear()
  store.getState().setSave(kept.rev === detail.rev ? { kind: 'changed' } : { kind: 'conflict' })
  return store
}

export function FlowEditor({ detail, restore }: { detail: FlowDetail; restore: number | undefined }) {
  const client = useQueryClient()
  const [store] = useState(() => openStore(detail))
  const [autosave] = useState(() => {
    const onSaved = (draft: FlowDocument, rev: number) => {
      // Pages that show the draft beside something else have it without asking.
      client.setQueryData(flowQuery(detail.id).queryKey, (old) => old && { ...old, draft, rev, hasChanges: true })
      void client.invalidateQueries({ queryKey: flowsQuery.queryKey })
    }
    return new Autosave(detail.id, store, onSaved)
  })

  useEffect(() => {
    if (store.getState().save.kind === 'changed') {
      autosave.markSaved(undefined)
      void autosave.saveNow()
    }
    return autosave.start()
  }, [autosave, store])
  useRestore(detail.id, store, restore)

  useEffect(() => {
    // The browser asks before it closes a page whose changes nobody else has.
    const onLeave = (event: BeforeUnloadEvent) => {
      if (store.getState().save.kind !== 'saved') event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [store])

  return (
    <FlowContext value={store}>
      <ReactFlowProvider>
        <Workbench detail={detail} autosave={autosave} />
      </ReactFlowProvider>
    </FlowContext>
  )
}

function Workbench({ detail, autosave }: { detail: FlowDetail; autosave: Autosave }) {
  usePanelKeys()
  const document = useFlow((state) => state.document)
  const { folded, inspectorPx, fold } = usePanels()
  const names = useMemo(() => namesFrom(detail.references), [detail.references])
  const views = useMemo(() => viewNodes(document, names), [document, names])
  const diagnostics = useDiagnostics(document, detail.references, detail.id)
  const open = useMemo(
    () => ({ id: detail.id, views, names, references: detail.references, diagnostics: diagnostics ?? [], isChecked: diagnostics !== undefined, waiting: detail.waiting }),
    [detail.id, detail.references, detail.waiting, views, names, diagnostics],
  )
  const trying = useTry((state) => (state.open?.flowId === detail.id ? state.open : undefined))
  // A trial ends with the page: its thread on the server is for whoever looks at it.
  useEffect(() => () => void useTry.getState().end(), [])
  const columns = `${trying ? '0' : folded.palette ? '36px' : '200px'} minmax(0, 1fr) ${folded.inspector ? '36px' : `${inspectorPx}px`}`

  return (
    <OpenFlowContext value={open}>
      <main className="main">
        <FlowBar detail={detail} autosave={autosave} />
        <div className="grid min-h-0" style={{ gridTemplateRows: 'auto minmax(0, 1fr)' }}>
          <div>
            <SaveNotice flowId={detail.id} autosave={autosave} />
            <MadeNotice />
          </div>
          <div className="workbench" style={{ gridTemplateColumns: columns, gridRow: 2 }}>
            {trying ? <span /> : folded.palette ? <FoldedPanel side="left" label={t('Steps')} onOpen={() => fold('palette', false)} /> : <Palette />}
            <div className="center">
              {trying ? <TryCanvas open={trying} /> : <EditCanvas />}
              <FlowDrawer />
            </div>
            {folded.inspector ? (
              <FoldedPanel side="right" label={trying ? t('Step') : t('Settings')} onOpen={() => fold('inspector', false)} />
            ) : (
              <aside
                className="inspector"
                aria-label={trying ? t('The chosen step') : t('Settings of the chosen step')}
                onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && leaveSettings()}
              >
                <PanelEdge />
                {trying ? <TryStep open={trying} /> : <Inspector />}
              </aside>
            )}
          </div>
        </div>
      </main>
    </OpenFlowContext>
  )
}
