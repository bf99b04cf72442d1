import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { BellRing, Smartphone } from 'lucide-react'
import { useRef } from 'react'
import { markAllRead, noticesQuery } from '../api/notices'
import { BoneRows, Empty, Failed } from '../parts/states'
import { sayError } from '../parts/toasts'
import { walkList } from '../parts/walk-list'
import { t } from '../words/t'
import { usePushHere } from './devices/push-here'
import { DesktopSwitch } from './DesktopSwitch'
import { NoticeItem } from './NoticeItem'
import { useOpenNotice } from './use-open-notice'

/** The list behind the bell. Arrow keys walk through it. */
export function NoticePanel({ onClose, onDevices }: { onClose: () => void; onDevices: () => void }) {
  const client = useQueryClient()
  const found = useInfiniteQuery(noticesQuery)
  const open = useOpenNotice()
  const isPushed = usePushHere(({ state }) => state === 'on')
  const list = useRef<HTMLUListElement>(null)
  const pages = found.data?.pages
  const notices = pages?.flatMap((page) => page.notices) ?? []
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys that walk through the list work from anywhere in the panel
    <div className="notices-panel" onKeyDown={(event) => walkList(event, list.current, 'a, button')}>
      <header>
        <h2>{t('Notices')}</h2>
        <button type="button" className="btn xs plain" disabled={(pages?.[0]?.unread ?? 0) === 0} onClick={() => void markAllRead(client).catch(sayError)}>{t('Mark all read')}</button>
      </header>
      <div className="notices-list">
        {found.isPending ? (
          <BoneRows rows={4} label={t('Reading your notices')} />
        ) : found.isError && !pages ? (
          <Failed error={found.error} what={t('Your notices')} />
        ) : notices.length === 0 ? (
          <Empty icon={BellRing} title={t('No notices yet')}>
            {pages?.[0]?.isOnRoster ? t('When a lead is offered to you, or something waits for you, it stands here at once.') : t('Notices go to people on the roster, and you are not on it.')}
          </Empty>
        ) : (
          <>
            <ul ref={list}>
              {notices.map((notice) => (
                <NoticeItem
                  key={notice.id}
                  notice={notice}
                  onOpen={() => {
                    onClose()
                    open(notice)
                  }}
                />
              ))}
            </ul>
            {found.hasNextPage ? (
              <button type="button" className="btn xs plain" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('Show older')}</button>
            ) : (
              <p className="quiet">{t('That is all. Those that you have read are kept for 90 days.')}</p>
            )}
          </>
        )}
      </div>
      <footer className="notices-desktop">
        {isPushed ? <p>{t('They show on this device, also while Watertight is closed.')}</p> : <DesktopSwitch />}
        <button type="button" className="btn xs" onClick={() => { onClose(); onDevices() }}><Smartphone aria-hidden="true" /> {t('On your devices …')}</button>
      </footer>
    </div>
  )
}
