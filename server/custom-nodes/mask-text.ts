/* What a custom node writes may hold anything it was given. Whatever looks like a secret or a person is covered. */

const patterns: RegExp[] = [
  /whsec_[\w+/=-]+/g,
  /\bBearer\s+[\w.~+/=-]+/gi,
  /\bxox[a-z]-[\w-]+/gi,
  /hooks\.slack\.com\/services\/[\w/-]+/gi,
  /\/(?:a|welcome)\/[\w.~%-]{8,}/g,
  /\b(?:password|passwd|secret|token|api[_-]?key|authorization|credential)s?["']?\s*[:=]\s*["']?[^\s"',;}]+/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // A phone number, however it is written.
  /\+?\d[\d\s()./-]{7,}\d/g,
  // A long run of letters and digits is a key more often than a word.
  /\b(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[\w+/-]{32,}={0,2}/g,
]

const cover = '…'

/** The text with everything covered that looks like a secret, and every one of `known` that is not just a short word. */
export function maskText(text: string, known: readonly string[] = []): string {
  let masked = text
  for (const value of [...new Set(known)].filter((each) => each.length >= 4).sort((one, other) => other.length - one.length)) masked = masked.replaceAll(value, cover)
  for (const pattern of patterns) masked = masked.replace(pattern, cover)
  return masked
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
