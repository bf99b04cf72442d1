import { createContext } from 'react'
import type { LiveState } from '../api/live'

/** Whether lists follow the server at this moment. */
export const LiveContext = createContext<LiveState>('reconnecting')
