import { create } from 'zustand'
import type { Notice } from '../api/notices'
import { t } from '../words/t'

/** Kept per browser: a shared computer and a phone are not the same. */
const storageKey = 'watertight.desktop'

export type DesktopState = 'on' | 'off' | 'blocked' | 'insecure' | 'unsupported'

function readState(): DesktopState {
  if (!window.isSecureContext) return 'insecure'
  // A page on Android has the words, but only a service worker may show anything.
  if (!('Notification' in window) || !('locks' in navigator) || /Android/.test(navigator.userAgent)) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  return Notification.permission === 'granted' && localStorage.getItem(storageKey) === 'on' ? 'on' : 'off'
}

interface Desktop {
  state: DesktopState
  /** The browser asked, and the person chose neither. */
  wasLeftOpen: boolean
  /** Only upon a person's click: the browser asks them. */
  turnOn(): Promise<void>
  turnOff(): void
}

/** Whether this browser shows notices on the desktop while no tab is in view. */
export const useDesktop = create<Desktop>()((set) => ({
  state: readState(),
  wasLeftOpen: false,
  async turnOn() {
    const answer = await Notification.requestPermission()
    if (answer === 'granted') localStorage.setItem(storageKey, 'on')
    set({ state: readState(), wasLeftOpen: answer === 'default' })
  },
  turnOff() {
    localStorage.removeItem(storageKey)
    set({ state: readState() })
  },
}))

const lookAgain = () => useDesktop.setState({ state: readState() })
// Another tab may have chosen, or the browser’s own settings been changed meanwhile.
window.addEventListener('storage', lookAgain)
document.addEventListener('visibilitychange', lookAgain)
void navigator.permissions
  ?.query({ name: 'notifications' })
  .then((permission) => permission.addEventListener('change', lookAgain))
  .catch(() => undefined)

const shown = new Map<string, Notification>()

/** Shows one on the desktop. The same notice from elsewhere, as from a push service, takes its place and does not stand beside it. */
export function showOnDesktop(notice: Pick<Notice, 'id' | 'title' | 'text'>, onOpen: () => void): void {
  const notification = new Notification(notice.title, { body: notice.text, tag: notice.id, icon: '/favicon.svg' })
  shown.set(notice.id, notification)
  notification.onclose = () => shown.delete(notice.id)
  notification.onclick = () => {
    notification.close()
    window.focus()
    onOpen()
  }
}

/** Takes away what was read elsewhere. */
export function clearFromDesktop(read: readonly string[]): void {
  for (const id of read) shown.get(id)?.close()
}

/** How a browser lets a page show notices again. */
export function howToAllow(): string {
  return /^((?!chrom|android).)*safari/i.test(navigator.userAgent)
    ? t('Safari blocks them. Open Safari’s settings, then “Websites” and “Notifications”, and allow this address.')
    : t('The browser blocks them. Click the sign to the left of the address, then allow “Notifications”.')
}
