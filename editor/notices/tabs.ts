import { useEffect, useState } from 'react'

/*
 * What the tabs of one browser agree on, by locks of the browser: it gives them back by itself when a tab is closed or dies, and does not
 * freeze a tab that holds one. Without them (only over http) each tab is on its own.
 */
const speaker = 'watertight.notices.speaker'
const inView = 'watertight.notices.in-view'

/** Holds a lock until it is let go; `onHeld` once this tab has it. */
function hold(name: string, mode: LockMode, onHeld: () => void = () => {}): () => void {
  const ended = new AbortController()
  let release = () => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks
    ?.request(name, { mode, signal: ended.signal }, () => {
      onHeld()
      return until
    })
    .catch(() => undefined)
  return () => {
    ended.abort()
    release()
  }
}

/** Whether this is the one tab that speaks for all while none of them is in view. */
export function useIsSpeaker(): boolean {
  const [isSpeaker, setSpeaker] = useState(false)
  useEffect(() => hold(speaker, 'exclusive', () => setSpeaker(true)), [])
  return isSpeaker
}

/** Whether nobody can see this tab; says so to the others. */
export function useIsHidden(): boolean {
  const [isHidden, setHidden] = useState(document.hidden)
  useEffect(() => {
    const say = () => (document.hidden ? () => {} : hold(inView, 'shared'))
    // Said at once, before anything is drawn: the others may be about to speak.
    let unsay = say()
    const onVisibility = () => {
      unsay()
      unsay = say()
      setHidden(document.hidden)
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      unsay()
    }
  }, [])
  return isHidden
}

/** Whether any tab of this browser is in view. */
export async function isAnyInView(): Promise<boolean> {
  const { held } = await navigator.locks.query()
  return held?.some(({ name }) => name === inView) ?? false
}
