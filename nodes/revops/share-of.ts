/**
 * A number from 0 up to, but not, 1 that follows from these words alone: the same for the same, and evenly spread over different ones. FNV-1a with the last rounds of
 * MurmurHash3, without which words that differ in their last letters would lie close together. No secret, and no protection from whoever chooses the words.
 */
export function shareOf(...words: string[]): number {
  let hash = 0x811c9dc5
  for (const letter of words.join('\u0000')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
