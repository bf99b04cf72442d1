import type { TextProblem } from './text-problems'
import { t } from '../sdk/t'

/**
 * What keeps a text with fields in it from being JSON once it is filled, as far as that can be seen beforehand: fields are taken for
 * values where they stand alone, for letters within quotes. A text with Liquid tags may come out as anything, so it is not looked at.
 */
export function findJsonProblems(template: string): TextProblem[] {
  if (template.trim() === '' || template.includes('{%')) return []
  const { text, bare } = standIn(template)
  const found: TextProblem[] = bare.map(({ from, to }) => ({ from, to, severity: 'warning', message: t('Add “| json” to this field: that puts the quotes around a text, and null where there is nothing.') }))
  try {
    JSON.parse(text)
  } catch (error) {
    const at = placeOf(error instanceof Error ? error.message : '', text)
    found.push({ from: at, to: Math.min(at + 1, template.length), severity: 'warning', message: t('This is not JSON from here on. Look for a comma or a quote that is missing or too many.') })
  }
  return found
}

/** The same length, so that places stay what they are. */
function standIn(template: string): { text: string; bare: { from: number; to: number }[] } {
  const bare: { from: number; to: number }[] = []
  let isQuoted = false
  let text = ''
  for (let at = 0; at < template.length; ) {
    const output = template.startsWith('{{', at) ? /^\{\{.*?\}\}/s.exec(template.slice(at))?.[0] : undefined
    if (output === undefined) {
      const sign = template[at] ?? ''
      if (isQuoted && sign === '\\') {
        text += template.slice(at, at + 2)
        at += 2
        continue
      }
      if (sign === '"') isQuoted = !isQuoted
      text += sign
      at += 1
      continue
    }
    if (!isQuoted && !/\|\s*(json|jsonify|size|round|ceil|floor|plus|minus|times|divided_by)\b[^|]*\}\}$/.test(output)) bare.push({ from: at, to: at + output.length })
    text += isQuoted ? 'x'.repeat(output.length) : `0${' '.repeat(output.length - 1)}`
    at += output.length
  }
  return { text, bare }
}

/** Browsers name the place by its offset, or by line and column; the end where they name none. */
function placeOf(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Math.min(Number(position), text.length)
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  if (line === undefined) return Math.max(0, text.length - 1)
  const before = text.split('\n').slice(0, Number(line) - 1)
  return Math.min(before.reduce((sum, each) => sum + each.length + 1, 0) + Number(column) - 1, text.length)
}
