import { FoldVertical, Group, Maximize2, Minimize2, Palette, PenLine, StickyNote, TextCursorInput, Ungroup, Workflow } from 'lucide-react'
import { type FlowGroup, type FlowNote, NoteColour } from '#engine/graph/flow'
import { announce } from '../../parts/announcements'
import { sayError } from '../../parts/toasts'
import { t } from '../../words/t'
import { extractToFlow } from '../extract/extract-to-flow'
import { colourWords } from '../notes/colour-words'
import { smallestNote } from '../store/note-changes'
import type { CanvasCommand, CanvasContext } from './canvas-command'

const largerBy = { width: 40, height: 40 }

function chosenNotes({ store }: CanvasContext): FlowNote[] {
  const { document, selected } = store.getState()
  return document.notes.filter((note) => selected.notes.includes(note.id))
}

/** The groups of the steps that are chosen. */
function chosenGroups({ store }: CanvasContext): FlowGroup[] {
  const { document, selected } = store.getState()
  return document.groups.filter((group) => group.nodes.some((id) => selected.nodes.includes(id)))
}

const hasNote = (context: CanvasContext) => chosenNotes(context).length > 0
const hasGroup = (context: CanvasContext) => chosenGroups(context).length > 0

const size = (id: string, words: string, icon: CanvasCommand['icon'], sign: 1 | -1): CanvasCommand => ({
  id, words, group: 'edit', icon, keys: [], isOn: hasNote,
  run(context) {
    for (const note of chosenNotes(context)) {
      const width = Math.max(smallestNote.width, note.size.width + sign * largerBy.width)
      const height = Math.max(smallestNote.height, note.size.height + sign * largerBy.height)
      context.store.getState().setNote(note.id, { size: { width: Math.min(2_000, width), height: Math.min(2_000, height) } })
    }
  },
})

/** What can be done with notes and groups. */
export const annotationCommands: readonly CanvasCommand[] = [
  {
    id: 'note', words: t('Add a note here'), group: 'edit', icon: StickyNote, keys: ['n'], isAtPointer: true,
    run({ store, place }) {
      const { x, y } = place()
      try {
        store.getState().addNote({ x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 })
      } catch (error) {
        sayError(error)
      }
    },
  },
  {
    id: 'write-note', words: t('Write in the note'), group: 'edit', icon: PenLine, keys: ['f2'], isAtPointer: true, isOn: (context) => chosenNotes(context).length === 1,
    run: (context) => context.store.getState().write({ kind: 'note', id: chosenNotes(context)[0]?.id ?? '' }),
  },
  {
    id: 'colour-note', words: t('Give the note another colour'), group: 'edit', icon: Palette, keys: [], isOn: hasNote,
    run(context) {
      for (const note of chosenNotes(context)) {
        const { options } = NoteColour
        const colour = options[(options.indexOf(note.colour) + 1) % options.length] ?? note.colour
        context.store.getState().setNote(note.id, { colour })
        announce(colourWords[colour])
      }
    },
  },
  size('larger-note', t('Make the note larger'), Maximize2, 1),
  size('smaller-note', t('Make the note smaller'), Minimize2, -1),
  {
    id: 'group', words: t('Group the chosen steps'), group: 'edit', icon: Group, keys: ['mod+g'], isAtPointer: true, isOn: ({ store }) => store.getState().selected.nodes.length > 0,
    run({ store }) {
      const { nodes } = store.getState().selected
      try {
        store.getState().group(nodes, t('New group'))
        announce(t('{count, plural, one {# step is a group now} other {# steps are a group now}}', { count: nodes.length }))
      } catch (error) {
        sayError(error)
      }
    },
  },
  {
    id: 'ungroup', words: t('Take the group apart'), group: 'edit', icon: Ungroup, keys: ['mod+shift+g'], isAtPointer: true, isOn: hasGroup,
    run(context) {
      context.store.getState().ungroup(chosenGroups(context).map((group) => group.id))
      announce(t('The steps are no group any more'))
    },
  },
  {
    id: 'fold-group', words: t('Fold or open the group'), group: 'edit', icon: FoldVertical, keys: ['g'], isAtPointer: true, isOn: hasGroup,
    run(context) {
      for (const { id, name, collapsed } of chosenGroups(context)) {
        context.store.getState().foldGroup(id, !collapsed)
        announce(collapsed ? t('The group “{name}” is open', { name }) : t('The group “{name}” is folded', { name }))
      }
    },
  },
  {
    id: 'extract', words: t('Make the chosen steps a flow of their own'), group: 'edit', icon: Workflow, keys: [], isAtPointer: true, isOn: ({ store }) => store.getState().selected.nodes.length > 0,
    run: ({ store }) => extractToFlow(store),
  },
  {
    id: 'name-group', words: t('Name the group'), group: 'edit', icon: TextCursorInput, keys: ['f2'], isAtPointer: true, isOn: (context) => chosenGroups(context).length === 1,
    run: (context) => context.store.getState().write({ kind: 'group', id: chosenGroups(context)[0]?.id ?? '' }),
  },
]
