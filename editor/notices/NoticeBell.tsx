import { useInfiniteQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { noticesQuery } from '../api/notices'
import { Popover } from '../parts/Popover'
import { t } from '../words/t'
import { DevicesSheet } from './devices/DevicesSheet'
import { NoticePanel } from './NoticePanel'

/** What I was told, behind a bell that says how much of it is new. */
export function NoticeBell() {
  const { data } = useInfiniteQuery(noticesQuery)
  const unread = data?.pages[0]?.unread ?? 0
  const [isAskingDevices, setAskingDevices] = useState(false)
  return (
    <>
      <Popover
        label={unread > 0 ? t('Notices: {count, plural, =100 {100 or more} other {#}} unread', { count: unread }) : t('Notices')}
        className="btn icon sm plain bell"
        look="notices"
        button={
          <>
            <Bell aria-hidden="true" />
            {unread > 0 && <span className="bell-count" data-count={unread < 100 ? unread : '99+'} aria-hidden="true" />}
          </>
        }
      >
        {(close) => <NoticePanel onClose={close} onDevices={() => setAskingDevices(true)} />}
      </Popover>
      {isAskingDevices && <DevicesSheet onClose={() => setAskingDevices(false)} />}
    </>
  )
}
