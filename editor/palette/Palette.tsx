import type { NodeDefinition } from '#nodes/sdk/define-node'
import { useReactFlow } from '@xyflow/react'
import { Link } from '@tanstack/react-router'
import { ChevronsLeft, GripVertical, Info, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { usePanels } from '../app/panels'
import { cardSize } from '../canvas/card-data'
import { dragType } from '../canvas/EditCanvas'
import { glideMs } from '../canvas/go-to-step'
import { useOpenFlow } from '../canvas/open-flow-context'
import { useFlowStore } from '../canvas/store/flow-context'
import { CustomNodesNotice } from '../nodes/CustomNodesNotice'
import { NodeTile } from '../parts/NodeTile'
import { searchGroups } from './palette-groups'
import { placeForNew } from './place-for-new'
import { t } from '../words/t'

/** The steps that can be added: drag one onto the canvas, or press Enter on it. */
export function Palette() {
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const fold = usePanels((state) => state.fold)
  const add = useAddStep()
  const groups = searchGroups(text)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as HTMLElement).closest('input, textarea, select')) return
      event.preventDefault()
      search.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <aside className="palette" aria-label={t('Steps to add')}>
      <div className="p-2.5 pb-1">
        <label className="field small">
          <Search className="s" aria-hidden="true" />
          <input
            ref={search}
            placeholder={t('Find a step')}
            aria-label={t('Find a step to add')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              const first = groups[0]?.definitions[0]
              if (event.key === 'Enter' && first) add(first)
              if (event.key === 'Escape') setText('')
            }}
          />
          <span className="kbd">/</span>
        </label>
      </div>
      <div className="palette-list">
        {groups.length === 0 && <p className="px-3 py-4 quiet">{t('No step is called that.')}</p>}
        {groups.map((group) => (
          <section key={group.family} aria-label={group.words}>
            <h2>{group.words}</h2>
            <ul>
              {group.definitions.map((definition) => (
                <li key={definition.type}>
                  <button
                    type="button"
                    draggable
                    title={definition.description}
                    onDragStart={(event) => {
                      event.dataTransfer.setData(dragType, definition.type)
                      event.dataTransfer.effectAllowed = 'copy'
                    }}
                    onClick={() => add(definition)}
                  >
                    <NodeTile type={definition.type} isSmall />
                    <span className="truncate">{definition.title}</span>
                    <GripVertical className="s grip" aria-hidden="true" />
                  </button>
                  <Link to="/nodes" search={{ type: definition.type }} className="about" aria-label={t('About “{step}”', { step: definition.title })} title={t('About this step')}>
                    <Info className="s" aria-hidden="true" />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <CustomNodesNotice />
      <div className="panel-foot">
        {t('Drag, or press Enter')}
        <button type="button" className="btn icon xs plain ml-auto" aria-label={t('Fold the list of steps')} title={t('Fold')} onClick={() => fold('palette', true)}>
          <ChevronsLeft aria-hidden="true" />
        </button>
      </div>
    </aside>
  )
}

/** Adds a step after the chosen one where that has an open way down, else in the middle of what is seen. */
function useAddStep(): (definition: NodeDefinition) => void {
  const store = useFlowStore()
  const { views } = useOpenFlow()
  const flow = useReactFlow()
  return (definition) => {
    const { document, selected, add } = store.getState()
    const chosen = selected.nodes.length === 1 ? selected.nodes[0] : undefined
    const pane = window.document.querySelector('.canvas')?.getBoundingClientRect()
    const middle = flow.screenToFlowPosition({ x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2, y: (pane?.top ?? 0) + (pane?.height ?? 0) / 2 })
    const fallback = { x: middle.x - cardSize.width / 2, y: middle.y - cardSize.height / 2 }
    const { position, from } = placeForNew(document, views, definition.family === 'trigger' ? undefined : chosen, fallback)
    const id = add(definition.type, position, { from })
    requestAnimationFrame(() => void flow.fitView({ nodes: [{ id }], duration: glideMs(), maxZoom: flow.getZoom(), minZoom: flow.getZoom() }))
  }
}
