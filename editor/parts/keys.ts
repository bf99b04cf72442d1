/*
 * Shortcuts, written once as `mod+shift+z` and read here: by the keyboard, by menus, by the list of them. `mod` is Ctrl, and
 * Cmd on a Mac. A single letter or sign is what the key gives; `digit1` is the key with the 1 whatever it gives.
 */

interface Shortcut {
  key: string
  mod: boolean
  shift: boolean
  alt: boolean
}

const parsed = new Map<string, Shortcut>()

function read(shortcut: string): Shortcut {
  const known = parsed.get(shortcut)
  if (known) return known
  const parts = shortcut.split('+')
  const made = { key: parts.at(-1) || '+', mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt') }
  parsed.set(shortcut, made)
  return made
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether these keys are pressed, and no others. Shift is part of the sign for signs such as “?”. */
export function isPressed(shortcut: string, event: Pressed): boolean {
  const { key, mod, shift, alt } = read(shortcut)
  if ((event.ctrlKey || event.metaKey) !== mod || event.altKey !== alt) return false
  const isSign = key.length === 1 && !/[a-z]/.test(key)
  if (!isSign && event.shiftKey !== shift) return false
  return key.startsWith('digit') ? event.code.toLowerCase() === key : event.key.toLowerCase() === key
}

const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)
const named: Record<string, string> = {
  arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→', delete: 'Delete', backspace: 'Backspace', escape: 'Esc', enter: 'Enter', f2: 'F2', f6: 'F6', f8: 'F8',
}

/** The shortcut as it stands in menus: “Ctrl Shift Z”, on a Mac “⌘ ⇧ Z”. */
export function keyWords(shortcut: string): string {
  const { key, mod, shift, alt } = read(shortcut)
  const words = named[key] ?? (key.startsWith('digit') ? key.slice(5) : key.toUpperCase())
  return [mod && (isMac ? '⌘' : 'Ctrl'), alt && (isMac ? '⌥' : 'Alt'), shift && (isMac ? '⇧' : 'Shift'), words].filter(Boolean).join(' ')
}

/** Whether somebody is writing or in a dialog: fields keep their own undo, their own Delete, and their own clipboard. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"], dialog, [popover]') !== null
}
