import type { Candidate, Wanted } from '../candidate'

/** Somebody of the west with room for ten, who is there and of whom nothing else is known. */
export function candidate(id: string, more: Partial<Candidate> = {}): Candidate {
  return {
    id, name: id, active: true, territories: ['west'], skills: [], languages: [], zone: 'Europe/Berlin', capacity: 10, load: 0, capacityAt: null, performance: 0.5,
    presence: 'online', awayUntil: null, absentUntil: null, backAt: null, doubtedAt: null, joinedAt: null, lastAssignedAt: null, ...more,
  }
}

export const anyone: Wanted = { territory: null, skills: [], languages: [] }
