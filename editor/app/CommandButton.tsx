import { Search } from 'lucide-react'
import { t } from '../words/t'
import { openCommandMenu } from './command-menu-open'

/** Opens the command menu, and teaches its key. */
export function CommandButton() {
  return (
    <button type="button" className="cmd" title={t('Go to a page or a flow')} onClick={() => openCommandMenu()}>
      <Search className="s" aria-hidden="true" />
      <span className="words">{t('Go to')}</span> <span className="kbd">Ctrl K</span>
    </button>
  )
}
