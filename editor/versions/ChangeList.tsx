import { ArrowDownUp, Minus, Move, Plus } from 'lucide-react'
import { markWords } from '../canvas/card-data'
import type { ChangeWords } from './change-words'

const icons = { added: Plus, removed: Minus, changed: ArrowDownUp, moved: Move }

/** Changes in words. With `onChoose` each that is about a step leads to it. */
export function ChangeList({ changes, onChoose }: { changes: readonly ChangeWords[]; onChoose?: (nodeIds: string[]) => void }) {
  return (
    <ul className="changes">
      {changes.map(({ mark, words, nodeIds }) => {
        const Icon = icons[mark]
        return (
          <li key={words}>
            <Icon className={`s mark-icon ${mark}`} aria-label={markWords[mark]} />
            {onChoose && nodeIds.length > 0 ? <button type="button" onClick={() => onChoose(nodeIds)}>{words}</button> : <span>{words}</span>}
          </li>
        )
      })}
    </ul>
  )
}
