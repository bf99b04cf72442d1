/** The promises that are checked here. The numbers are those by which people talk about them. */
export const invariants = {
  INV1: 'Every lead is in exactly one place',
  INV2: 'Everything that is open has a deadline and somebody, or something, that moves it',
  INV3: 'A lead has one owner',
  INV4: 'Nothing is sent or asked twice, and doubts are put before a person',
  INV7: 'Nothing ends silently',
  INV12: 'The audit log has not been changed',
} as const

export type Invariant = keyof typeof invariants

/** One broken promise about one subject. */
export interface LeakFinding {
  /** The same leak has the same key in each pass. */
  key: string
  invariant: Invariant
  /** The family that it belongs to: the name of the check that found it. */
  kind: string
  subject: { type: string; id: string }
  runId: string | null
  /** Since when it has been so, as far as can be told. */
  since: number
  /** What the lead is worth, where there is one. */
  money: number | null
  words: LeakWords
}

export interface LeakWords {
  /** What is wrong, and what it means. */
  wrong: string
  /** What to do about it. */
  todo: string
}
