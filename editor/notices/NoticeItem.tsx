import type { MouseEvent } from 'react'
import type { Notice } from '../api/notices'
import { Ago } from '../parts/Time'
import { t } from '../words/t'

/** One notice; opening it marks it read. */
export function NoticeItem({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { title, text, link, at, readAt } = notice
  const words = (
    <>
      <span className="notice-title">{readAt === null && <span className="sr-only-now">{t('Unread:')} </span>}{title}</span>
      <span className="quiet"><Ago at={at} /></span>
      {text !== '' && <span className="notice-text">{text}</span>}
    </>
  )
  const className = `notice-item ${readAt === null ? 'unread' : ''}`
  const onClick = (event: MouseEvent) => {
    // A new tab is the browser’s own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onOpen()
  }
  return <li>{link === null ? <button type="button" className={className} onClick={onOpen}>{words}</button> : <a className={className} href={link} onClick={onClick}>{words}</a>}</li>
}
