const colours = 7

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}

/** Always the same colour for the same name. */
export function colourOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973
  return sum % colours
}

/** A person's initials in a circle. The name stands beside it, so it is silent for screen readers. */
export function Face({ name, size = '' }: { name: string; size?: '' | 'sm' | 'lg' }) {
  // Drawn by the style sheet: letters in the text would be read out, and searched, beside the name itself.
  return (
    <i className={`face ${size} c${colourOf(name)}`} data-initials={initials(name)} aria-hidden="true" />
  )
}
