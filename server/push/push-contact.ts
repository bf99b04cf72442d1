/** Whom a push service turns to about what it is sent: the installation's page, or the address that its mail comes from. */
export function pushContact({ publicUrl, mailFrom }: { publicUrl: string; mailFrom: string }): string {
  const { protocol, origin } = new URL(publicUrl)
  if (protocol === 'https:') return origin
  return `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`
}
