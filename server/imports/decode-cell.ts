import { isUtf8 } from 'node:buffer'
import type { Encoding } from './encodings'

// Written out: releases of Node differ in what their decoder makes of these 32 bytes.
const from0x80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const isBeyondAscii = /[\x80-\xff]/

/**
 * The text of a cell that was read byte by byte (one character each). Files are separated before they are decoded: every
 * encoding that is kept has the same separators, quotes and line ends, and so positions stay positions in the file.
 */
export function decodeCell(bytes: string, encoding: Encoding): string {
  if (!isBeyondAscii.test(bytes)) return bytes
  if (encoding === 'utf-8') {
    const buffer = Buffer.from(bytes, 'latin1')
    // A single cell from elsewhere, in a file that somebody put together, must not spoil all others.
    if (isUtf8(buffer)) return buffer.toString('utf8')
  }
  return bytes.replace(/[\x80-\x9f]/g, (character) => from0x80[character.charCodeAt(0) - 0x80] ?? character)
}
