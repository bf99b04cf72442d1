/**
 * The bytes of quoted-printable text (RFC 2045), given as one character per byte. Line by line, so that a hostile mail costs
 * no more than its length.
 */
export function decodeQuoted(text: string): Buffer {
  const lines = text.split(/\r?\n/)
  const joined = lines.map((line, index) => {
    const end = endOfLine(line)
    const isLast = index === lines.length - 1
    return line[end - 1] === '=' ? line.slice(0, end - 1) : line.slice(0, end) + (isLast ? line.slice(end) : '\r\n')
  })
  return Buffer.from(joined.join('').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

/** Spaces and tabs at the end of a line were added on the way and are not text. */
function endOfLine(line: string): number {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1
  return end
}
