const longest = 120

/** A source's name as a lead may say it: one line, not too long. Empty: it says none. */
export function sourceName(said: string): string {
  return said.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, longest).trim()
}

/** A source's name as it is compared: without regard to case, spaces and Unicode form. */
export function nameKey(name: string): string {
  return sourceName(name).toLowerCase()
}
