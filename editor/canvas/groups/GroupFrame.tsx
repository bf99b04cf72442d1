import type { NodeProps } from '@xyflow/react'
import { ChevronsDownUp } from 'lucide-react'
import { memo, useContext } from 'react'
import { t } from '../../words/t'
import { readKey } from '../canvas-key'
import type { FrameNode } from '../card-data'
import { FlowContext } from '../store/flow-context'
import { GroupName } from './GroupName'

/** A group whose steps are seen: a frame around them, with its name. Its title is where it is dragged and chosen. */
export const GroupFrame = memo(function GroupFrame({ id: key, data }: NodeProps<FrameNode>) {
  const store = useContext(FlowContext)
  const { id } = readKey(key)
  const isEdited = store !== null && !data.isReadOnly
  return (
    <div className={`group-frame ${data.isChosen ? 'sel' : ''}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard renames with F2, a command of the canvas */}
      <div className="group-title" onDoubleClick={isEdited ? () => store.getState().write({ kind: 'group', id }) : undefined}>
        {isEdited && (
          <button type="button" className="btn icon xs plain nodrag" aria-label={t('Fold the group “{name}”', { name: data.name })} title={t('Fold into one card (G)')} onClick={() => store.getState().foldGroup(id, true)}>
            <ChevronsDownUp aria-hidden="true" />
          </button>
        )}
        {isEdited && data.isWriting ? <GroupName id={id} /> : <span className="truncate" title={data.name}>{data.name}</span>}
      </div>
    </div>
  )
})
