/** The languages that the editor speaks; English is the language of the source. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const storageKey = 'watertight.language'
const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in languages

/** The language chosen in this browser; where none was, the first of the browser's own that the editor speaks, else English. */
function readLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  if (isLanguage(stored)) return stored
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en'
}

/** Decided once a page load: every text of a page is in one language. */
export const language: Language = typeof navigator === 'undefined' || typeof localStorage === 'undefined' ? 'en' : readLanguage()

/** For dates and numbers; English ones are written with the day before the month. */
export const localeOf = (spoken: Language) => (spoken === 'en' ? 'en-GB' : spoken)
export const locale = localeOf(language)

/** Keeps the choice in this browser and loads the page anew in it. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(storageKey, chosen)
  window.location.reload()
}
