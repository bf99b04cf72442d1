import { isAscii } from 'node:buffer'

/** What the bytes of a file tell about it. */
export interface BytesSeen {
  lines: number
  longestLine: number
  hasNul: boolean
  /** Characters of several bytes that are right UTF-8, and bytes that cannot be. */
  utf8: number
  notUtf8: number
}

/** Looks at a file while it goes by, in pieces of any size. */
export function watchBytes(): { see(piece: Buffer): void; end(): BytesSeen } {
  const seen: BytesSeen = { lines: 0, longestLine: 0, hasNul: false, utf8: 0, notUtf8: 0 }
  let missing = 0
  let isLineOpen = false
  let lineLength = 0

  function decode(piece: Buffer): void {
    if (missing === 0 && isAscii(piece)) return
    for (const byte of piece) {
      if (missing > 0) {
        if ((byte & 0xc0) === 0x80) {
          missing -= 1
          if (missing === 0) seen.utf8 += 1
          continue
        }
        seen.notUtf8 += 1
        missing = 0
      }
      if (byte < 0x80) continue
      if (byte >= 0xc2 && byte <= 0xdf) missing = 1
      else if (byte >= 0xe0 && byte <= 0xef) missing = 2
      else if (byte >= 0xf0 && byte <= 0xf4) missing = 3
      else seen.notUtf8 += 1
    }
  }

  /** Roughly: within a piece no line is long. */
  function measure(piece: Buffer): void {
    const ends = [piece.indexOf(10), piece.indexOf(13)].filter((at) => at !== -1)
    lineLength += ends.length > 0 ? Math.min(...ends) : piece.length
    seen.longestLine = Math.max(seen.longestLine, lineLength)
    if (ends.length > 0) lineLength = piece.length - 1 - Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13))
  }

  return {
    see(piece) {
      if (piece.length === 0) return
      for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) seen.lines += 1
      measure(piece)
      isLineOpen = piece[piece.length - 1] !== 10
      seen.hasNul ||= piece.includes(0)
      decode(piece)
    },
    end() {
      if (missing > 0) seen.notUtf8 += 1
      return { ...seen, lines: seen.lines + (isLineOpen ? 1 : 0) }
    },
  }
}

/** What a file came as. UTF-16 is known before, by its first bytes. */
export function cameAs({ utf8, notUtf8 }: BytesSeen): 'utf-8' | 'windows-1252' | 'mixed' {
  if (notUtf8 === 0) return 'utf-8'
  return utf8 > notUtf8 ? 'mixed' : 'windows-1252'
}
