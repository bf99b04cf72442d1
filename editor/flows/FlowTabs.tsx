import { Link } from '@tanstack/react-router'
import { t } from '../words/t'

/** The ways between flows that are there, templates to begin from, and flows that were deleted. */
export function FlowTabs() {
  const on = { className: 'tab on', 'aria-current': 'page' as const }
  return (
    <nav className="tabs" aria-label={t('Kinds of flows')}>
      <Link to="/flows" className="tab" activeOptions={{ exact: true, includeSearch: false }} activeProps={on}>{t('All')}</Link>
      <Link to="/templates" className="tab" activeProps={on}>{t('Templates')}</Link>
      <Link to="/flows/deleted" className="tab" activeProps={on}>{t('Deleted')}</Link>
    </nav>
  )
}
