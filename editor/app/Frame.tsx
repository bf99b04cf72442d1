import { Outlet } from '@tanstack/react-router'
import { useLiveLists } from '../api/live'
import { useNoticeAlerts } from '../notices/use-notice-alerts'
import { t } from '../words/t'
import { CommandMenu } from './CommandMenu'
import { ConnectionNotice } from './ConnectionNotice'
import { LiveContext } from './live-context'
import { PasswordNotice } from './PasswordNotice'
import { Rail } from './Rail'

/** The frame around every page of somebody who is signed in. */
export function Frame() {
  const live = useLiveLists()
  useNoticeAlerts()
  return (
    <LiveContext value={live}>
      <a className="skip" href="#content">
        {t('Go to the content')}
      </a>
      <div className="frame">
        <Rail />
        <div className="grid min-h-0 min-w-0 h-full" style={{ gridTemplateRows: 'auto minmax(0, 1fr)' }}>
          <div>
            <ConnectionNotice live={live} />
            <PasswordNotice />
          </div>
          <div id="content" tabIndex={-1} className="min-h-0 min-w-0" style={{ gridRow: 2 }}>
            <Outlet />
          </div>
        </div>
      </div>
      <CommandMenu />
    </LiveContext>
  )
}
