import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useContext } from 'react'
import { NoteColour } from '#engine/graph/flow'
import { t } from '../../words/t'
import { readKey } from '../canvas-key'
import type { NoteNode } from '../card-data'
import { FlowContext } from '../store/flow-context'
import { smallestNote } from '../store/note-changes'
import { colourWords } from './colour-words'
import { NoteText } from './NoteText'

/** What somebody wrote beside the steps. A double click or F2 writes in it. */
export const NoteCard = memo(function NoteCard({ id: key, data, selected }: NodeProps<NoteNode>) {
  const store = useContext(FlowContext)
  const { id } = readKey(key)
  const isEdited = store !== null && !data.isReadOnly
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard writes with F2, a command of the canvas
    <div className={`note-card ${data.colour} ${selected ? 'sel' : ''}`} onDoubleClick={isEdited ? () => store.getState().write({ kind: 'note', id }) : undefined}>
      {isEdited && <NodeResizer isVisible={selected === true} minWidth={smallestNote.width} minHeight={smallestNote.height} maxWidth={2_000} maxHeight={2_000} onResizeEnd={() => store.getState().drop()} />}
      {isEdited && data.isWriting ? <NoteText id={id} /> : <p className={data.text.trim() === '' ? 'note-text nothing' : 'note-text'}>{data.text.trim() === '' ? t('An empty note') : data.text}</p>}
      {isEdited && selected && (
        <fieldset className="note-colours nodrag" aria-label={t('Colour of the note')}>
          {NoteColour.options.map((colour) => (
            <button
              key={colour} type="button" className={`swatch ${colour}`} aria-label={colourWords[colour]} title={colourWords[colour]} aria-pressed={colour === data.colour}
              onClick={() => store.getState().setNote(id, { colour })}
            />
          ))}
        </fieldset>
      )}
    </div>
  )
})
