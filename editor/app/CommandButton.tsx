import { Search } from 'lucide-react'
import { useCommandMenu } from './CommandMenu'

/** Opens the command menu, and teaches its key. */
export function CommandButton() {
  return (
    <button type="button" className="cmd" title="Go to a page or a flow" onClick={() => useCommandMenu.setState({ isOpen: true })}>
      <Search className="s" aria-hidden="true" />
      <span className="words">Go to</span> <span className="kbd">Ctrl K</span>
    </button>
  )
}
