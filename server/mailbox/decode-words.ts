import { decodeBytes } from './decode-bytes'
import { decodeQuoted } from './decode-quoted'

const run = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[bq]\?[^?\s]*\?=)*/gi
const word = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi

/**
 * Decodes the encoded words of a header (RFC 2047). White space between two of them is not text, and a character may be cut
 * in two by their border, so neighbours of one charset are decoded as one.
 */
export function decodeWords(header: string): string {
  return header.replace(run, (words) => {
    const parts: { charset: string; bytes: Buffer[] }[] = []
    for (const [, label = '', encoding = '', data = ''] of words.matchAll(word)) {
      // RFC 2231 lets a language follow the charset: utf-8*en.
      const charset = label.replace(/\*.*$/, '').toLowerCase()
      const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : decodeQuoted(data.replaceAll('_', ' '))
      const last = parts.at(-1)
      if (last?.charset === charset) last.bytes.push(bytes)
      else parts.push({ charset, bytes: [bytes] })
    }
    return parts.map(({ charset, bytes }) => decodeBytes(Buffer.concat(bytes), charset)).join('')
  })
}
