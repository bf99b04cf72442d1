import { config } from 'zod'

// Zod would compile its checks with `new Function`, which our content security policy forbids. Must be imported first:
// a schema decides this when it is made.
config({ jitless: true })
