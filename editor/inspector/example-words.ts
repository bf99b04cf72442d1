import type { FieldChoice } from './field-choice'

const most = 40

/** What a field holds, for example: a real value where one is known, else an invented one. */
export function exampleWords({ examples, example }: Pick<FieldChoice, 'examples' | 'example'>): string {
  const text = String(examples[0] ?? example).replace(/\s+/g, ' ')
  return text.length > most ? `${text.slice(0, most)}…` : text
}
