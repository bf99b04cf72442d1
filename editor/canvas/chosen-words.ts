import { t } from '../words/t'

/** “3 steps”, “1 note”, “3 steps and 1 note”. */
export function chosenWords(steps: number, notes: number): string {
  if (notes === 0) return t('{steps, plural, one {# step} other {# steps}}', { steps })
  if (steps === 0) return t('{notes, plural, one {# note} other {# notes}}', { notes })
  return t('{steps, plural, one {# step} other {# steps}} and {notes, plural, one {# note} other {# notes}}', { steps, notes })
}
