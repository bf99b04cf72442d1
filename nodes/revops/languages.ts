/** How many of the wanted languages somebody speaks. Tags as in BCP 47, in any case; de and de-AT are one language, pt-BR and pt-PT are two. */
export function spokenOf(wanted: readonly string[], spoken: readonly string[]): number {
  return wanted.filter((tag) => spoken.some((own) => isSame(tag.toLowerCase(), own.toLowerCase()))).length
}

function isSame(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}-`) || other.startsWith(`${one}-`)
}
