import { type ReactNode, useRef, useState } from 'react'
import { placeBeside } from './place-beside'

/** A button with something to set behind it. Escape and a click elsewhere close. What is inside is there only while it is open. */
export function Popover({ button, label, className, look = '', children }: { button: ReactNode; /** What it is called, where the button's words do not say it. */ label?: string; className: string; /** How the panel looks, besides. */ look?: string; children: (close: () => void) => ReactNode }) {
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const open = () => {
    if (!trigger.current || !panel.current) return
    panel.current.showPopover()
  }
  const onToggle = (isNowOpen: boolean) => {
    setOpen(isNowOpen)
    if (!isNowOpen) return
    // Only after React has drawn what is inside is its size known.
    requestAnimationFrame(() => {
      if (!trigger.current || !panel.current) return
      placeBeside(panel.current, trigger.current)
      panel.current.querySelector<HTMLElement>('input:enabled, button:enabled, select:enabled, a[href]')?.focus()
    })
  }
  return (
    <>
      <button ref={trigger} type="button" className={className} aria-label={label} aria-haspopup="dialog" aria-expanded={isOpen} onClick={open}>{button}</button>
      <div ref={panel} popover="auto" role="dialog" aria-label={label ?? trigger.current?.textContent ?? undefined} className={`pop ${look}`} onToggle={(event) => onToggle(event.newState === 'open')}>
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
