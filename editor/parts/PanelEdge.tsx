import type { KeyboardEvent, PointerEvent } from 'react'
import { inspectorWidth, usePanels } from '../app/panels'
import { t } from '../words/t'

const keyStep = 24

/** The left edge of the inspector: drag it, or use the arrow keys, to make the panel wider. */
export function PanelEdge() {
  const { inspectorPx, resizeInspector } = usePanels()

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget
    edge.setPointerCapture(event.pointerId)
    const startX = event.clientX
    const onMove = (move: globalThis.PointerEvent) => resizeInspector(inspectorPx + startX - move.clientX)
    edge.addEventListener('pointermove', onMove)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resizeInspector(inspectorPx + keyStep)
    else if (event.key === 'ArrowRight') resizeInspector(inspectorPx - keyStep)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget and takes the focus; <hr> is none
    <div
      className="panel-edge"
      role="separator"
      tabIndex={0}
      aria-label={t('Width of this panel')}
      aria-orientation="vertical"
      aria-valuenow={inspectorPx}
      aria-valuemin={inspectorWidth.least}
      aria-valuemax={inspectorWidth.most}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  )
}
