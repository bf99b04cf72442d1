import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { meQuery } from '../api/queries'
import { t } from '../words/t'

/** The ways between the parts of the settings; how messages go out is for revenue operations. */
export function SettingsTabs() {
  const { data: me } = useQuery(meQuery)
  if (me?.user?.role !== 'ops') return null
  const on = { className: 'tab on', 'aria-current': 'page' as const }
  return (
    <nav className="tabs" aria-label={t('Parts of the settings')}>
      <Link to="/settings" className="tab" activeOptions={{ exact: true }} activeProps={on}>{t('General')}</Link>
      <Link to="/settings/channels" className="tab" activeProps={on}>{t('Channels')}</Link>
    </nav>
  )
}
