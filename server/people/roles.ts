/** What a signed-in person may do: each may everything that those after it may. */
export const roles = ['ops', 'manager', 'rep'] as const

export type Role = (typeof roles)[number]

/** Whether `role` includes what `needed` may do. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed)
}
