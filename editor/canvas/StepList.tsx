import { Command } from 'cmdk'
import { CornerDownRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { matchWords } from '../parts/match-words'
import { NodeTile } from '../parts/NodeTile'
import { placeBeside } from '../parts/place-beside'
import { paletteGroups } from '../palette/palette-groups'
import type { Picker } from './store/gesture-slice'
import { useFlow, useFlowStore } from './store/flow-context'
import { t } from '../words/t'

/** A short list to go on from a way out: to a new step, or to one that is there. */
export function StepList({ picker }: { picker: Picker }) {
  const store = useFlowStore()
  const nodes = useFlow((state) => state.document.nodes)
  const popover = useRef<HTMLDivElement>(null)
  const { from, edge } = picker
  // Nothing leads to what starts a flow.
  const isJoined = from !== undefined || edge !== undefined
  const close = () => store.getState().pick(null)

  useEffect(() => {
    const element = popover.current
    if (!element) return
    element.showPopover()
    const { x, y } = picker.screen
    placeBeside(element, { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) })
    element.querySelector('input')?.focus()
  }, [picker])

  return (
    <div ref={popover} popover="auto" className="pop picker" aria-label={t('Choose a step')} role="dialog" onToggle={(event) => event.newState === 'closed' && close()}>
      <Command label={t('Choose a step')} filter={matchWords}>
        <Command.Input className="field small" placeholder={t('Find a step')} />
        <Command.Empty className="pop-label">{t('No step is called that.')}</Command.Empty>
        <Command.List>
          <Command.Group heading={<span className="pop-label">{t('A new step')}</span>}>
            {paletteGroups().flatMap((group) =>
              group.family === 'trigger' && isJoined
                ? []
                : group.definitions.map((definition) => (
                    <Command.Item
                      key={definition.type}
                      value={`${definition.title} ${definition.type}`}
                      keywords={[definition.description]}
                      className="pop-item"
                      onSelect={() => {
                        store.getState().add(definition.type, picker.position, { from, edge })
                        close()
                      }}
                    >
                      <NodeTile type={definition.type} isSmall /> {definition.title}
                    </Command.Item>
                  )),
            )}
          </Command.Group>
          {from && (
            <Command.Group heading={<span className="pop-label">{t('A step that is there')}</span>}>
              {nodes
                .filter((node) => node.id !== from.node && !node.type.endsWith('-trigger'))
                .map((node) => (
                  <Command.Item
                    key={node.id}
                    value={`${node.label} ${node.id}`}
                    className="pop-item"
                    onSelect={() => {
                      store.getState().connect(from, node.id)
                      close()
                    }}
                  >
                    <CornerDownRight className="s" aria-hidden="true" /> {node.label}
                  </Command.Item>
                ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </div>
  )
}
