import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { listen } from '../api/live'
import { hearOfNotices, type Notice, type NoticePage, noticesQuery } from '../api/notices'
import { useToasts } from '../parts/toasts'
import { t } from '../words/t'
import { clearFromDesktop, showOnDesktop, useDesktop } from './desktop'
import { clearPushed, usePushHere } from './devices/push-here'
import { useKeepPushHere } from './devices/use-keep-push-here'
import { freshNotices } from './fresh-notices'
import { readSaid, rememberSaid } from './said'
import { isAnyInView, useIsHidden, useIsSpeaker } from './tabs'
import { useOpenNotice } from './use-open-notice'

/** So many are said one by one; more are said in one. */
const mostSaid = 3
/** How long the tabs in view have to say it. Longer than their feed and their answer take. */
const inViewMs = 3_000

const focusedMs = 500

let openedAt: number | undefined

/**
 * Alerts whoever is signed in of notices that arrive: by a toast where a page is in view, else on the desktop where they have turned it on, by
 * one tab of this browser, which listens to the server for all while it is hidden, or by the service worker, where they are told on this device. The number of the unread stands in the tab’s title.
 */
export function useNoticeAlerts(): void {
  const client = useQueryClient()
  const { data } = useInfiniteQuery(noticesQuery)
  const page = data?.pages[0]
  const isHidden = useIsHidden()
  const isSpeaker = useIsSpeaker()
  const isOn = useDesktop(({ state }) => state === 'on')
  const open = useOpenNotice()
  // What is pushed to this browser is shown by its service worker.
  const isPushed = usePushHere(({ state }) => state === 'on')
  const mayShow = isHidden && isSpeaker && isOn && !isPushed
  useKeepPushHere()
  const opening = useRef(open)
  opening.current = open

  useEffect(() => {
    if (!mayShow) return
    return listen('/api/live?only=notices', { events: { notices: (heard) => hearOfNotices(client, heard) }, onLive: () => undefined })
  }, [mayShow, client])

  useEffect(() => {
    if (!page) return
    openedAt ??= page.now
    const read = page.notices.filter(({ readAt }) => readAt !== null).map(({ id }) => id)
    clearFromDesktop(read)
    void clearPushed(read)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const say = async () => {
      if (fresh(page).length === 0) return
      if (!isHidden) {
        // Of two windows side by side the one that has the keyboard says it.
        if (!document.hasFocus()) await new Promise((resolve) => setTimeout(resolve, focusedMs))
        return isOver ? undefined : inToasts(take(page), opening.current)
      }
      if (!mayShow) return
      const isSeen = await isAnyInView()
      if (isOver) return
      // Somebody looks at another tab, which says it; unless it is hidden or closed at this moment.
      if (isSeen) timer = setTimeout(() => void say(), inViewMs)
      else onDesktop(take(page), opening.current)
    }
    void say()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [page, isHidden, mayShow])

  const unread = page?.unread ?? 0
  useEffect(() => {
    document.title = unread > 0 ? `(${unread < 100 ? unread : '99+'}) Watertight` : 'Watertight'
    return () => {
      document.title = 'Watertight'
    }
  }, [unread])
}

function fresh({ notices, now }: NoticePage): Notice[] {
  return freshNotices(notices, { openedAt: openedAt ?? now, said: readSaid() })
}

/** Takes those that are still to be said: no other tab says them. */
function take(page: NoticePage): Notice[] {
  const taken = fresh(page)
  rememberSaid(taken.map(({ id }) => id))
  return taken
}

function inToasts(notices: Notice[], open: (notice: Notice) => void): void {
  const { say } = useToasts.getState()
  if (notices.length > mostSaid) return say(t('{count, plural, one {# new notice} other {# new notices}}', { count: notices.length }))
  for (const notice of notices) say(notice.title, 'plain', { words: t('Open it'), run: () => open(notice) })
}

function onDesktop(notices: Notice[], open: (notice: Notice) => void): void {
  const [newest] = notices.slice(-1)
  if (newest && notices.length > mostSaid) {
    return showOnDesktop({ id: newest.id, title: t('{count, plural, one {# new notice} other {# new notices}}', { count: notices.length }), text: newest.title }, () => undefined)
  }
  for (const notice of notices) showOnDesktop(notice, () => open(notice))
}
