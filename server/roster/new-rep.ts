/** What is believed of somebody new until somebody says better: some room, middling results, not seen yet. */
export function newRep() {
  return { role: 'rep' as const, territories: [] as string[], skills: [] as string[], capacity: 10, performance: 0.5, presence: 'offline' as const }
}
