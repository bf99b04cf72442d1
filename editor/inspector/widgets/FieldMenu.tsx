import { leadFields, textWords } from '#nodes/revops/fields'
import { Braces } from 'lucide-react'
import { Command } from 'cmdk'
import { useRef, useState } from 'react'
import { placeBeside } from '../../parts/place-beside'

/** A list of all fields, with an example of each, to put one into a text. */
export function FieldMenu({ onChoose }: { onChoose: (path: string) => void }) {
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  const open = () => {
    if (!popover.current || !button.current) return
    popover.current.showPopover()
    placeBeside(popover.current, button.current)
  }
  return (
    <>
      <button ref={button} type="button" className="btn xs plain" aria-haspopup="dialog" aria-expanded={isOpen} onClick={open}>
        <Braces className="s" aria-hidden="true" /> Insert a field
      </button>
      <div ref={popover} popover="auto" role="dialog" aria-label="Fields" className="pop picker" onToggle={(event) => setOpen(event.newState === 'open')}>
        {isOpen && (
          <Command label="Fields">
            <Command.Input className="field small" placeholder="Find a field" autoFocus />
            <Command.List>
              <Command.Empty className="pop-label">No field is called that.</Command.Empty>
              {[...leadFields, ...textWords].map((each) => (
                <Command.Item
                  key={each.path}
                  value={`${each.label} ${each.path}`}
                  className="pop-item"
                  onSelect={() => {
                    popover.current?.hidePopover()
                    onChoose(each.path)
                  }}
                >
                  <span>{each.label}</span>
                  <span className="quiet truncate ml-auto">{String(each.example)}</span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        )}
      </div>
    </>
  )
}
