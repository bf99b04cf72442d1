import { create } from 'zustand'

/** Also read by public/theme.js before the first paint. */
const storageKeys = { isDense: 'watertight.dense', isStill: 'watertight.still' } as const

type Choice = keyof typeof storageKeys

interface Comfort extends Record<Choice, boolean> {
  toggle(choice: Choice): void
}

const marks: Record<Choice, 'dense' | 'still'> = { isDense: 'dense', isStill: 'still' }

function show(choice: Choice, isOn: boolean): boolean {
  document.documentElement.toggleAttribute(`data-${marks[choice]}`, isOn)
  return isOn
}

const read = (choice: Choice) => show(choice, localStorage.getItem(storageKeys[choice]) === 'on')

/** Whether rows and buttons stand closer together, and whether things move; kept in this browser. What the system wants is heeded besides. */
export const useComfort = create<Comfort>()((set, get) => ({
  isDense: read('isDense'),
  isStill: read('isStill'),
  toggle(choice) {
    const isOn = !get()[choice]
    if (isOn) localStorage.setItem(storageKeys[choice], 'on')
    else localStorage.removeItem(storageKeys[choice])
    set(choice === 'isDense' ? { isDense: show(choice, isOn) } : { isStill: show(choice, isOn) })
  },
}))

/** Whether nothing is to move: chosen here, or in the system. */
export function isStill(): boolean {
  return useComfort.getState().isStill || window.matchMedia('(prefers-reduced-motion: reduce)').matches
}
