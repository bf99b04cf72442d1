import { create } from 'zustand'

export type ThemeChoice = 'light' | 'dark' | 'system'

/** Also read by public/theme.js before the first paint. */
const storageKey = 'watertight.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function show(choice: ThemeChoice): 'light' | 'dark' {
  const theme = choice === 'system' ? (system.matches ? 'dark' : 'light') : choice
  document.documentElement.dataset.theme = theme
  return theme
}

interface Theme {
  choice: ThemeChoice
  shown: 'light' | 'dark'
  choose(choice: ThemeChoice): void
}

/** Light or dark, as chosen or as the system has it. The choice is kept in this browser. */
export const useTheme = create<Theme>()((set) => ({
  choice: readChoice(),
  shown: show(readChoice()),
  choose(choice) {
    if (choice === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, choice)
    set({ choice, shown: show(choice) })
  },
}))

system.addEventListener('change', () => useTheme.setState(({ choice }) => ({ shown: show(choice) })))
