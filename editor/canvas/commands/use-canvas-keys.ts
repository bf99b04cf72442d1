import { useEffect } from 'react'
import { announce } from '../../parts/announcements'
import { isPressed, isTyping } from '../../parts/keys'
import { t } from '../../words/t'
import { chosenWords } from '../chosen-words'
import { chosenText, pasteText } from '../clipboard/step-clipboard'
import type { CanvasContext } from './canvas-command'
import { canvasCommands, isOn } from './canvas-commands'

/** The canvas by keyboard, and the browser's own copy, cut and paste. Text fields keep theirs. */
export function useCanvasKeys(context: CanvasContext): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const commands = canvasCommands.filter((each) => !each.isNative && each.keys.some((keys) => isPressed(keys, event)))
      if (commands.length === 0) return
      event.preventDefault()
      // The canvas library would move a step by the arrow as well.
      event.stopPropagation()
      commands.find((command) => isOn(command, context))?.run(context)
    }
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || !window.getSelection()?.isCollapsed) return
      const text = chosenText(context.store)
      if (text === undefined) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      const { nodes, notes } = context.store.getState().selected
      const what = chosenWords(nodes.length, notes.length)
      announce(event.type === 'cut' ? t('Cut {what}', { what }) : t('Copied {what}', { what }))
      if (event.type === 'cut') context.store.getState().remove(nodes, [], notes)
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
