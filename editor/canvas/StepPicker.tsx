import { useEffect } from 'react'
import { lazily } from '../parts/lazily'
import { useFlow } from './store/flow-context'

const loadList = async () => (await import('./StepList')).StepList
const StepList = lazily(loadList, () => null)

/** The list of steps to go on to, while one is to be chosen. */
export function StepPicker() {
  const picker = useFlow((state) => state.picker)
  useEffect(() => {
    // Whoever comes to the canvas will want it: letters typed before the list is there would be shortcuts.
    const fetchEarly = () => void loadList().catch(() => undefined)
    const events = ['pointermove', 'keydown'] as const
    for (const event of events) window.addEventListener(event, fetchEarly, { once: true })
    return () => {
      for (const event of events) window.removeEventListener(event, fetchEarly)
    }
  }, [])
  return picker ? <StepList key={`${picker.screen.x} ${picker.screen.y}`} picker={picker} /> : null
}
