/** Where what somebody quotes begins, in the ways of mail programs in English and German. */
const quoteBegins = [/^\s*>/, /^\s*-{2,}\s*(original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht)/i, /^\s*(on|am)\b.{5,200}\b(wrote|schrieb)\b.{0,120}:\s*$/i, /^\s*_{20,}\s*$/, /^\s*(from|von):\s.+@/i]

/** What the sender wrote, without the message that is answered. */
export function ownWords(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const end = lines.findIndex((line) => quoteBegins.some((begins) => begins.test(line)))
  return (end < 0 ? lines : lines.slice(0, end)).join('\n').trim()
}
