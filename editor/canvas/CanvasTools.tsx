import { Panel, useReactFlow, useStore as useCanvasStore } from '@xyflow/react'
import { Keyboard, Maximize, Minus, Plus, Redo2, Sparkles, StickyNote, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { CanvasContext } from './commands/canvas-command'
import { findCommand } from './commands/canvas-commands'
import { FlowMap } from './FlowMap'
import { t } from '../words/t'
import { glideMs, wholeFlow } from './go-to-step'

/** Undo, redo, tidy up; and the map with the zoom. */
export function CanvasTools({ context }: { context: CanvasContext }) {
  const { store } = context
  const canUndo = useStore(store.temporal, (state) => state.pastStates.length > 0)
  const canRedo = useStore(store.temporal, (state) => state.futureStates.length > 0)
  const act = (id: string) => () => findCommand(id).run(context)
  return (
    <>
      <Panel position="top-left" className="float">
        <button type="button" className="btn icon sm plain" aria-label={t('Undo')} title={t('Undo (Ctrl Z)')} disabled={!canUndo} onClick={act('undo')}>
          <Undo2 aria-hidden="true" />
        </button>
        <button type="button" className="btn icon sm plain" aria-label={t('Redo')} title={t('Redo (Ctrl Shift Z)')} disabled={!canRedo} onClick={act('redo')}>
          <Redo2 aria-hidden="true" />
        </button>
        <span className="sep" />
        <button type="button" className="btn icon sm plain" aria-label={t('Add a note')} title={t('Add a note (N)')} onClick={act('note')}>
          <StickyNote aria-hidden="true" />
        </button>
        <button type="button" className="btn sm plain" title={t('Put all steps in order, top to bottom')} onClick={act('tidy')}>
          <Sparkles aria-hidden="true" /> {t('Tidy up')}
        </button>
        <span className="sep" />
        <button type="button" className="btn icon sm plain" aria-label={t('Show all shortcuts')} title={t('Show all shortcuts (?)')} onClick={act('shortcuts')}>
          <Keyboard aria-hidden="true" />
        </button>
      </Panel>
      <CanvasMap />
    </>
  )
}

/** The small map and the zoom, at the lower right. */
export function CanvasMap() {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const percent = useCanvasStore((state) => Math.round(state.transform[2] * 100))
  return (
    <Panel position="bottom-right" className="grid gap-2 justify-items-end">
      <FlowMap />
      <div className="float">
        <button type="button" className="btn icon sm plain" aria-label={t('Smaller')} title={t('Smaller')} onClick={() => void zoomOut()}>
          <Minus aria-hidden="true" />
        </button>
        <span className="num soft zoom">{percent} %</span>
        <button type="button" className="btn icon sm plain" aria-label={t('Larger')} title={t('Larger')} onClick={() => void zoomIn()}>
          <Plus aria-hidden="true" />
        </button>
        <span className="sep" />
        <button type="button" className="btn icon sm plain" aria-label={t('Show the whole flow')} title={t('Show the whole flow')} onClick={() => void fitView({ ...wholeFlow, duration: glideMs() })}>
          <Maximize aria-hidden="true" />
        </button>
      </div>
    </Panel>
  )
}
