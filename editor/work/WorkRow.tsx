import { Clock, TriangleAlert } from 'lucide-react'
import { useNow } from '../api/clock'
import type { WorkItem } from '../api/types'
import { Due } from '../parts/Time'
import { Who } from '../parts/Who'
import { useClaim } from './use-work'
import { actWords } from './work-words'

/** Amber from this much left. */
export const workSoonMs = 3_600_000

interface Props {
  item: WorkItem
  isChosen: boolean
  isAt: boolean
  onChoose(): void
}

/** Something to do: what, whose, by when, and one button. */
export function WorkRow({ item, isChosen, isAt, onChoose }: Props) {
  const now = useNow()
  const claim = useClaim()
  const DueIcon = item.dueAt <= now ? TriangleAlert : Clock
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row is a convenience for the mouse; its button and the keys j and k do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className={`work-row ${isChosen ? 'on' : ''} ${isAt ? 'at' : ''}`} data-at={isAt} onClick={onChoose}>
      <div className="min-w-0">
        <div className="what truncate">{item.title}</div>
        <div className="quiet truncate">{item.detail}</div>
      </div>
      <Who name={item.assignee?.name} />
      <span className="by flex items-center gap-1.5">
        <DueIcon className={`s ${item.dueAt <= now ? 'late' : 'quiet'}`} aria-hidden="true" />
        <Due at={item.dueAt} soonMs={workSoonMs} />
      </span>
      <button
        type="button"
        className={`btn xs ${item.canClaim ? 'soft' : ''}`}
        disabled={claim.isPending}
        aria-label={`${actWords(item)}: ${item.title}`}
        onClick={(event) => {
          event.stopPropagation()
          onChoose()
          if (item.canClaim) claim.mutate({ id: item.id })
        }}
      >
        {actWords(item)}
      </button>
    </div>
  )
}
