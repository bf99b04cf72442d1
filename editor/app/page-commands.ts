import type { ComponentType } from 'react'
import { create } from 'zustand'

/** Something that can be done on the page that is open, by its name. */
export interface PageCommand {
  id: string
  words: string
  /** Further words by which it is found. */
  search?: string
  /** See keys.ts. */
  keys?: string
  icon: ComponentType<{ 'aria-hidden': 'true' }>
  run(): void
}

export interface PageCommands {
  heading: string
  commands: PageCommand[]
}

/** What the page that is open adds to the command menu; asked for when the menu opens. */
export const usePageCommands = create<{ groups: () => PageCommands[] }>()(() => ({ groups: () => [] }))
