/**
 * How well an entry of a menu fits what somebody types, from 0 (not at all) to 1. Every word must be there, in any order; one that
 * stands in the name counts for more than one in what else is known of it, and most where the name begins with it.
 */
export function matchWords(name: string, typed: string, more: readonly string[] = []): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const [own, other] = [name.toLowerCase(), more.join(' ').toLowerCase()]
  let score = 1
  for (const word of words) {
    const at = own.indexOf(word)
    if (at < 0 && !other.includes(word)) return 0
    score *= at === 0 ? 1 : at > 0 && /\W/.test(own[at - 1] ?? '') ? 0.9 : at > 0 ? 0.7 : 0.3
  }
  return score
}
