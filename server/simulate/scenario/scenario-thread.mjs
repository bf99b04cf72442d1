// Plain JavaScript: a thread does not know TypeScript until it is told how to read it.
import { register } from 'tsx/esm/api'

register()
await import('./scenario-thread.ts')
