// Plain JavaScript: a thread does not know TypeScript until it is told how to read it. Importing tsx would do so only in the main thread.
import { register } from 'tsx/esm/api'

register()
await import('./work-in-thread.ts')
