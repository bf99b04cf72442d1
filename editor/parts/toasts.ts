import { create } from 'zustand'
import { t } from '../words/t'

interface Toast {
  id: number
  words: string
  tone: 'plain' | 'bad'
  /** What can be done about it, besides. */
  act?: { words: string; run(): void }
}

interface Toasts {
  shown: Toast[]
  say(words: string, tone?: Toast['tone'], act?: Toast['act']): void
  drop(id: number): void
}

const shownForMs = { plain: 5_000, withAct: 10_000 }
let lastId = 0

/** Short messages that need no answer. Anything that must be acted on belongs on the page itself. */
export const useToasts = create<Toasts>()((set) => ({
  shown: [],
  say(words, tone = 'plain', act) {
    lastId += 1
    const toast = { id: lastId, words, tone, ...(act && { act }) }
    set((state) => ({ shown: [...state.shown.slice(-2), toast] }))
    setTimeout(() => set((state) => ({ shown: state.shown.filter((each) => each !== toast) })), act ? shownForMs.withAct : shownForMs.plain)
  },
  drop: (id) => set((state) => ({ shown: state.shown.filter((each) => each.id !== id) })),
}))

/** Says what went wrong with something that a person just asked for. */
export function sayError(error: unknown): void {
  useToasts.getState().say(error instanceof Error ? error.message : t('This did not work.'), 'bad')
}
