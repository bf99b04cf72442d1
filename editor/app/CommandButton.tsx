import { Search } from 'lucide-react'
import { openCommandMenu } from './CommandMenu'

/** Opens the command menu, and teaches its key. */
export function CommandButton() {
  return (
    <button type="button" className="cmd" title="Go to a page or a flow" onClick={() => openCommandMenu()}>
      <Search className="s" aria-hidden="true" />
      <span className="words">Go to</span> <span className="kbd">Ctrl K</span>
    </button>
  )
}
