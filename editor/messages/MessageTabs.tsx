import { Link } from '@tanstack/react-router'
import { t } from '../words/t'

/** The ways between what is written to people outside, and the words for it. */
export function MessageTabs() {
  const on = { className: 'tab on', 'aria-current': 'page' as const }
  return (
    <nav className="tabs message-tabs" aria-label={t('Messages')}>
      <Link to="/records/messages" className="tab" activeOptions={{ exact: true, includeSearch: false }} activeProps={on}>{t('What was written')}</Link>
      <Link to="/records/messages/templates" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Templates')}</Link>
      <Link to="/records/messages/conflicts" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Conflicts')}</Link>
      <Link to="/records/messages/rules" className="tab" activeProps={on}>{t('Rules')}</Link>
      <Link to="/records/messages/do-not-contact" className="tab" activeOptions={{ includeSearch: false }} activeProps={on}>{t('Do not contact')}</Link>
    </nav>
  )
}
