/** Invented people of the sample workspace, and how they behave while sample leads are on. */
export interface SamplePerson {
  name: string
  email: string
  role: 'rep' | 'manager' | 'executive'
  manager?: string
  skills: string[]
  capacity: number
  performance: number
  isWatcher?: boolean
  isOnDuty?: boolean
  /** How often they press “I have it” in time, and how long that takes at least and at most, in ms. */
  answers: number
  answersAfterMs: [number, number]
}

export const samplePeople: SamplePerson[] = [
  { name: 'Hanna Lund', email: 'hanna@sample.example', role: 'executive', skills: [], capacity: 5, performance: 0.9, answers: 0, answersAfterMs: [0, 0] },
  { name: 'Petra Kovač', email: 'petra@sample.example', role: 'manager', manager: 'hanna@sample.example', skills: [], capacity: 50, performance: 0.8, isWatcher: true, isOnDuty: true, answers: 0.9, answersAfterMs: [8_000, 20_000] },
  { name: 'Aylin Demir', email: 'aylin@sample.example', role: 'rep', manager: 'petra@sample.example', skills: ['logistics', 'construction'], capacity: 30, performance: 0.92, answers: 0, answersAfterMs: [0, 0] },
  { name: 'Tom Okafor', email: 'tom@sample.example', role: 'rep', manager: 'petra@sample.example', skills: ['logistics'], capacity: 30, performance: 0.74, answers: 1, answersAfterMs: [4_000, 9_000] },
  { name: 'Carla Rossi', email: 'carla@sample.example', role: 'rep', manager: 'petra@sample.example', skills: ['construction'], capacity: 25, performance: 0.7, answers: 0.8, answersAfterMs: [5_000, 20_000] },
  { name: 'Sam Nowak', email: 'sam@sample.example', role: 'rep', manager: 'petra@sample.example', skills: [], capacity: 20, performance: 0.6, answers: 0.6, answersAfterMs: [5_000, 25_000] },
]
