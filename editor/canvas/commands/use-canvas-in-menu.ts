import { CornerDownRight, Group, StickyNote } from 'lucide-react'
import { useEffect } from 'react'
import { type PageCommands, usePageCommands } from '../../app/page-commands'
import { groupKey, noteKey } from '../canvas-key'
import { goTo, goToStep } from '../go-to-step'
import { noteWords } from '../notes/note-words'
import type { CanvasContext } from './canvas-command'
import { canvasCommands, isOn, stepsHeading } from './canvas-commands'
import { t } from '../../words/t'

/** Puts what can be done on the canvas, and its steps, into the command menu while the flow is open. */
export function useCanvasInMenu(context: CanvasContext): void {
  useEffect(() => {
    usePageCommands.setState({ groups: () => groupsOf(context) })
    return () => usePageCommands.setState({ groups: () => [] })
  }, [context])
}

function groupsOf(context: CanvasContext): PageCommands[] {
  const { store, flow, views } = context
  return [
    {
      heading: t('On this canvas'),
      commands: canvasCommands.filter((command) => isOn(command, context)).map((command) => ({
        id: command.id, words: command.words, icon: command.icon, ...(command.keys[0] !== undefined && { keys: command.keys[0] }), run: () => command.run(context),
      })),
    },
    {
      heading: stepsHeading,
      commands: [...store.getState().document.nodes.map((node) => ({
        id: `step ${node.id}`, words: node.label, icon: CornerDownRight, run: () => goToStep(flow, store, node.id),
        // Also by what it does, and by the texts that stand in its settings.
        search: `${views.get(node.id)?.kind ?? ''} ${views.get(node.id)?.summary ?? ''} ${textsIn(node.params).join(' ').slice(0, 2_000)}`,
      })), ...store.getState().document.groups.map((group) => ({ id: `group ${group.id}`, words: group.name, icon: Group, run: () => goTo(flow, store, group.collapsed ? groupKey(group.id) : (group.nodes[0] ?? '')) })),
      ...store.getState().document.notes.map((note) => ({ id: `note ${note.id}`, words: noteWords(note.text).slice(0, 80), icon: StickyNote, run: () => goTo(flow, store, noteKey(note.id)), search: note.text.slice(0, 2_000) }))],
    },
  ]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
