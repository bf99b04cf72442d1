import './app/no-eval'
import './app/styles/index.css'
import { loadCatalog } from './words/t'

// The catalog first: some of what is said stands in constants of the pages.
await loadCatalog()
await import('./app/start')
