/** The address of a link, where it leads to the web: http or https, with a host, and no longer than programs take. Everything else is no link. */
export function webLink(text: string): string | undefined {
  const address = text.trim()
  return /^https?:\/\/[^\s/?#\\@]+(?:[/?#]|$)/i.test(address) && address.length <= 2_000 ? address : undefined
}
