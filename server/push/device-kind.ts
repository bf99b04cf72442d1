/** The first that fits counts: most browsers name others, too. */
const browsers: [string, RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//], ['Opera', /\bOPR\//], ['Samsung Internet', /\bSamsungBrowser\//], ['Firefox', /\b(Firefox|FxiOS)\//], ['Chrome', /\b(Headless)?(Chrome|CriOS)\//], ['Safari', /\bSafari\//],
]
const systems: [string, RegExp][] = [
  ['Android', /\bAndroid\b/], ['iPhone', /\biPhone\b/], ['iPad', /\biPad\b/], ['Windows', /\bWindows\b/], ['Mac', /\bMac(intosh| OS X)\b/], ['ChromeOS', /\bCrOS\b/], ['Linux', /\bLinux\b/],
]

/** Which browser on which system this is, by what it says of itself; null where it says nothing that is known. */
export function deviceKind(userAgent: string): { browser: string | null; system: string | null } {
  const find = (names: [string, RegExp][]) => names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null
  return { browser: find(browsers), system: find(systems) }
}
