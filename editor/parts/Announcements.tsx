import { useAnnouncements } from './announcements'

/** The region that screen readers listen to. */
export function Announcements() {
  const words = useAnnouncements((state) => state.words)
  return (
    <div className="sr-only-now" role="status" aria-live="polite">
      {words}
    </div>
  )
}
