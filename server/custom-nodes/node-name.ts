/** What a node may be called: it is a folder, a key in flows' files and a name on Temporal's pages. */
export const nodeNameRule = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
export const maxNodeName = 40

/** Why a name cannot be a node's; undefined when it can. */
export function whyBadName(name: string): string | undefined {
  if (name.length > maxNodeName) return `“${name.slice(0, maxNodeName)}…” is longer than ${maxNodeName} letters.`
  if (!nodeNameRule.test(name)) return `“${name}” cannot be a node’s name. Use small letters, digits and single hyphens, beginning with a letter, as in “lead-grade”.`
  return undefined
}
