/** Where a notice's link leads as seen from our pages: a path here, an address elsewhere; null for what no page should open. */
export function wayTo(link: string, publicUrl: string): string | null {
  if (link === '' || !URL.canParse(link, publicUrl)) return null
  const { origin, protocol, pathname, search, hash, href } = new URL(link, publicUrl)
  // One slash only: two would lead to another server.
  if (origin === new URL(publicUrl).origin) return `/${pathname.replace(/^\/+/, '')}${search}${hash}`
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
