import { speak } from '#nodes/sdk/t'
import { type Language, localeOf } from './language'

/** Fetches a language's catalog; to be awaited before anything that says something is loaded. */
export async function loadCatalog(language: Language): Promise<void> {
  if (language === 'de') speak((await import('./catalogs/de.json')).default, localeOf(language))
}
