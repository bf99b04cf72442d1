import { create } from 'zustand'

/** What has just happened, for those who do not see it. */
export const useAnnouncements = create<{ words: string }>()(() => ({ words: '' }))

/** Has a screen reader say it. What everybody should read is a toast. */
export function announce(words: string): void {
  // The same words again are news too: without a change nothing would be read.
  useAnnouncements.setState(({ words: before }) => ({ words: before === words ? `${words}\u00A0` : words }))
}
