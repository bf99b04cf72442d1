import { useEffect, useRef } from 'react'
import { keyWords } from '../../parts/keys'
import { placeBeside } from '../../parts/place-beside'
import { walkList } from '../../parts/walk-list'
import type { CanvasContext } from './canvas-command'
import { canvasCommands, isOn } from './canvas-commands'
import { t } from '../../words/t'

/** What can be done with what is chosen, at the pointer (or at the step, when a key opened it). */
export function PointerMenu({ at, context, onClose }: { at: { x: number; y: number }; context: CanvasContext; onClose(): void }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = list.current
    if (!element) return
    element.showPopover()
    placeBeside(element, { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) })
    element.querySelector('button')?.focus()
  }, [at])
  const { selected } = context.store.getState()
  const shown = canvasCommands.filter((command) => (command.isAtPointer || (command.group === 'arrange' && selected.nodes.length > 1)) && isOn(command, context))

  return (
    <div ref={list} popover="auto" role="menu" tabIndex={-1} aria-label={t('What to do here')} className="pop" onKeyDown={(event) => walkList(event, list.current)} onToggle={(event) => event.newState === 'closed' && onClose()}>
      {shown.map((command) => (
        <button
          key={command.id}
          type="button"
          role="menuitem"
          className="pop-item"
          onClick={() => {
            list.current?.hidePopover()
            command.run(context)
          }}
        >
          <command.icon className="s" aria-hidden="true" />
          {command.words}
          {command.keys[0] && <span className="kbd ml-auto">{keyWords(command.keys[0])}</span>}
        </button>
      ))}
    </div>
  )
}
