import type { Role } from '../api/types'

export const roleWords: Record<Role, string> = { ops: 'Revenue operations', manager: 'Manager', rep: 'Rep' }
