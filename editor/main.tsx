import './app/styles/index.css'
import { language } from './words/language'
import { loadCatalog } from './words/load-catalog'

// The catalog first: some of what is said stands in constants of the pages.
document.documentElement.lang = language
await loadCatalog(language)
await import('./app/start')
