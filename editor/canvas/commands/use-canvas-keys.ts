import { useEffect } from 'react'
import { announce } from '../../parts/announcements'
import { many } from '../../parts/counts'
import { isPressed, isTyping } from '../../parts/keys'
import { chosenText, pasteText } from '../clipboard/step-clipboard'
import type { CanvasContext } from './canvas-command'
import { canvasCommands, isOn } from './canvas-commands'

/** The canvas by keyboard, and the browser's own copy, cut and paste. Text fields keep theirs. */
export function useCanvasKeys(context: CanvasContext): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const command = canvasCommands.find((each) => !each.isNative && each.keys.some((keys) => isPressed(keys, event)))
      if (!command) return
      event.preventDefault()
      // The canvas library would move a step by the arrow as well.
      event.stopPropagation()
      if (isOn(command, context)) command.run(context)
    }
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || !window.getSelection()?.isCollapsed) return
      const text = chosenText(context.store)
      if (text === undefined) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      const { nodes } = context.store.getState().selected
      announce(`${event.type === 'cut' ? 'Cut' : 'Copied'} ${many(nodes.length, 'step')}`)
      if (event.type === 'cut') context.store.getState().remove(nodes, [])
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      event.preventDefault()
      pasteText(context.store, text, context.place())
    }
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('copy', onCopy)
    window.addEventListener('cut', onCopy)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('copy', onCopy)
      window.removeEventListener('cut', onCopy)
      window.removeEventListener('paste', onPaste)
    }
  }, [context])
}
