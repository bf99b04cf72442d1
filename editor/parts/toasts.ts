import { create } from 'zustand'
import { t } from '../words/t'

interface Toast {
  id: number
  words: string
  tone: 'plain' | 'bad'
}

interface Toasts {
  shown: Toast[]
  say(words: string, tone?: Toast['tone']): void
}

const shownForMs = 5_000
let lastId = 0

/** Short messages that need no answer. Anything that must be acted on belongs on the page itself. */
export const useToasts = create<Toasts>()((set) => ({
  shown: [],
  say(words, tone = 'plain') {
    lastId += 1
    const toast = { id: lastId, words, tone }
    set((state) => ({ shown: [...state.shown.slice(-2), toast] }))
    setTimeout(() => set((state) => ({ shown: state.shown.filter((each) => each !== toast) })), shownForMs)
  },
}))

/** Says what went wrong with something that a person just asked for. */
export function sayError(error: unknown): void {
  useToasts.getState().say(error instanceof Error ? error.message : t('This did not work.'), 'bad')
}
