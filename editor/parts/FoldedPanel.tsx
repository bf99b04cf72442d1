import { ChevronsLeft, ChevronsRight } from 'lucide-react'

/** A panel that is folded away: a narrow strip that says what it was, and opens it. */
export function FoldedPanel({ side, label, onOpen }: { side: 'left' | 'right'; label: string; onOpen: () => void }) {
  const Icon = side === 'left' ? ChevronsRight : ChevronsLeft
  return (
    <button type="button" className={`folded-panel ${side}`} aria-label={`Show ${label.toLowerCase()}`} title={`Show ${label.toLowerCase()}`} onClick={onOpen}>
      <Icon aria-hidden="true" />
      <span>{label}</span>
    </button>
  )
}
