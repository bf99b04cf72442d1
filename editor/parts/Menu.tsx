import { Check } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { placeBeside } from './place-beside'
import { walkList } from './walk-list'

export interface MenuItem {
  key: string
  words: string
  icon?: ReactNode
  isOn?: boolean
  onChoose(): void
}

/** A button with a short list of acts. Arrow keys walk, Escape and a click elsewhere close (the popover does both). */
export function Menu({ label, button, items, className }: { label: string; button: ReactNode; items: MenuItem[]; className: string }) {
  const trigger = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  const open = () => {
    if (!trigger.current || !list.current) return
    list.current.showPopover()
    placeBeside(list.current, trigger.current)
    list.current.querySelector('button')?.focus()
  }

  return (
    <>
      <button ref={trigger} type="button" className={className} title={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={open}>
        {button}
      </button>
      <div ref={list} popover="auto" role="menu" tabIndex={-1} aria-label={label} className="pop" onKeyDown={(event) => walkList(event, list.current)} onToggle={(event) => setOpen(event.newState === 'open')}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            {...(item.isOn === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.isOn })}
            className="pop-item"
            onClick={() => {
              list.current?.hidePopover()
              trigger.current?.focus()
              item.onChoose()
            }}
          >
            {item.icon}
            {item.words}
            {item.isOn && <Check className="s ml-auto" aria-hidden="true" />}
          </button>
        ))}
      </div>
    </>
  )
}
