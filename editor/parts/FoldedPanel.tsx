import { ChevronsLeft, ChevronsRight } from 'lucide-react'
import { t, within } from '../words/t'

/** A panel that is folded away: a narrow strip that says what it was, and opens it. */
export function FoldedPanel({ side, label, onOpen }: { side: 'left' | 'right'; label: string; onOpen: () => void }) {
  const words = t('Show {panel}', { panel: within(label) })
  const Icon = side === 'left' ? ChevronsRight : ChevronsLeft
  return (
    <button type="button" className={`folded-panel ${side}`} aria-label={words} title={words} onClick={onOpen}>
      <Icon aria-hidden="true" />
      <span>{label}</span>
    </button>
  )
}
