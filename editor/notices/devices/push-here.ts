import { create } from 'zustand'
import { ApiError } from '../../api/api-error'
import { pushApi } from '../../api/push'
import { t } from '../../words/t'

/** For whom this browser is told, and in which session it was switched on. Gone with signing out. */
interface Kept {
  userId: string
  session: string
}

export type PushState = 'on' | 'off' | 'blocked' | 'insecure' | 'home-screen' | 'unsupported'

interface PushHere {
  state: PushState
  /** Under way: what comes of it is not known yet. */
  isBusy: boolean
  /** The browser asked, and the person chose neither. */
  wasLeftOpen: boolean
  /** Why it could not be switched on. */
  problem: string | null
  /** Only upon a person's click: the browser asks them. */
  turnOn(userId: string): Promise<void>
  /** This browser alone; on the server the device is removed by its id. */
  turnOff(): Promise<void>
}

const storageKey = 'watertight.push'
/** A browser that cannot reach its push service may never answer. */
const subscribeWithinMs = 20_000

/** Whether this browser is told also while no page is open. */
export const usePushHere = create<PushHere>()((set) => ({
  state: readState(),
  isBusy: false,
  wasLeftOpen: false,
  problem: null,
  async turnOn(userId) {
    set({ isBusy: true, problem: null, wasLeftOpen: false })
    try {
      const answer = await Notification.requestPermission()
      set({ wasLeftOpen: answer === 'default' })
      if (answer === 'granted') await switchOn(userId)
    } catch (error) {
      set({ problem: error instanceof ApiError ? error.message : t('The browser could not reach its push service, so nothing can be shown here while Watertight is closed. It may be offline, or this network may block it. Try again later; notices stand behind the bell anyway.') })
    }
    set({ isBusy: false, state: readState() })
  },
  async turnOff() {
    await forgetPushHere()
    set({ state: readState(), problem: null })
  },
}))

/** Nothing is pushed to this browser any more, whoever is signed in next. */
export async function forgetPushHere(): Promise<void> {
  localStorage.removeItem(storageKey)
  usePushHere.setState({ state: readState() })
  await (await findSubscription())?.unsubscribe().catch(() => false)
}

/**
 * After a page was opened: a browser that was switched on stays so in a new session of the same person; for another person, or where somebody has removed it on the server, it is off.
 * Where the server or the browser does not answer, it stays as it is until the next page.
 */
export async function keepPushHere(userId: string): Promise<void> {
  const kept = readKept()
  if (!kept) return
  if (kept.userId !== userId || readState() !== 'on') return forgetPushHere()
  const { devices, session } = await pushApi.view()
  if (devices.some(({ isThis }) => isThis)) return
  if (kept.session === session) return forgetPushHere()
  await switchOn(userId)
}

/** Takes away what was pushed and has been read elsewhere. */
export async function clearPushed(read: readonly string[]): Promise<void> {
  if (read.length === 0 || usePushHere.getState().state !== 'on') return
  const shown = (await (await findRegistration())?.getNotifications()) ?? []
  for (const notification of shown) if (read.includes((notification.data as { noticeId?: string } | null)?.noticeId ?? '')) notification.close()
}

async function switchOn(userId: string): Promise<void> {
  const { publicKey, session } = await pushApi.view()
  const registration = await navigator.serviceWorker.register('/service-worker.js', { scope: '/', updateViaCache: 'none' })
  const subscription = await within(subscribeWithinMs, subscribe(registration, publicKey))
  try {
    await pushApi.save(subscription)
  } catch (error) {
    await subscription.unsubscribe().catch(() => false)
    throw error
  }
  localStorage.setItem(storageKey, JSON.stringify({ userId, session } satisfies Kept))
}

async function subscribe({ pushManager }: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.ready
  const known = await pushManager.getSubscription()
  // One that was made for another installation's key lets nothing of this one in.
  if (known && keyOf(known) === publicKey) return known
  await known?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

function keyOf({ options: { applicationServerKey } }: PushSubscription): string {
  const bytes = new Uint8Array(applicationServerKey ?? new ArrayBuffer(0))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<never>((_resolve, reject) => void setTimeout(() => reject(new Error('notices.push: the browser does not answer')), ms))])
}

async function findRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration('/') : undefined
}

async function findSubscription(): Promise<PushSubscription | null | undefined> {
  return (await findRegistration())?.pushManager?.getSubscription()
}

function readState(): PushState {
  if (!window.isSecureContext) return 'insecure'
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return isAppleTouch() ? 'home-screen' : 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  return Notification.permission === 'granted' && readKept() ? 'on' : 'off'
}

/** iPhones and iPads have push only for what stands on the home screen. An iPad calls itself a Mac, which has no touch. */
function isAppleTouch(): boolean {
  return /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
}

function readKept(): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Partial<Kept> | null
    return kept?.userId && kept.session ? { userId: kept.userId, session: kept.session } : undefined
  } catch {
    return undefined
  }
}

const lookAgain = () => usePushHere.setState({ state: readState() })
// Another tab may have chosen, or the browser’s own settings been changed meanwhile.
window.addEventListener('storage', lookAgain)
document.addEventListener('visibilitychange', lookAgain)
