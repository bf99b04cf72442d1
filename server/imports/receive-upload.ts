import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { AppError } from '../errors/app-error'
import { maxRecord } from './split-text'
import { type BytesSeen, cameAs, watchBytes } from './watch-bytes'

export interface Upload {
  sha256: string
  /** Of the file as it is kept. */
  bytes: number
  lines: number
  cameAs: 'utf-8' | 'utf-16' | 'windows-1252' | 'mixed'
}

export const maxUploadBytes = 200 * 1024 * 1024

/** What a file begins with that is no text, and what to do then. */
const notText: [number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'This is an Excel workbook (or another zipped file), not a CSV. Open it, choose “Save as”, “CSV UTF-8”, and import that.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an Excel workbook of the old kind, not a CSV. Open it, choose “Save as”, “CSV UTF-8”, and import that.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF, not a CSV. Export the list as CSV where it comes from, and import that.'],
  [[0x1f, 0x8b], 'This file is compressed (gzip). Unpack it and import what is inside.'],
]

/**
 * Writes a file to disk as it arrives, and finds out on the way what it is. Text in UTF-16 is kept as UTF-8; a byte order
 * mark is left out. Resolves once it is durable. Refuses what is too large, empty or no text; then, and when the sender
 * breaks off or the disk is full, nothing is left of it.
 */
export async function receiveUpload(body: AsyncIterable<Uint8Array>, file: string): Promise<Upload> {
  const handle = await open(file, 'w', 0o600)
  try {
    const upload = await take(body, (piece) => handle.writeFile(piece))
    await handle.sync()
    await handle.close()
    return upload
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(file, { force: true })
    throw isDiskFull(error) ? new AppError('busy', 'The disk of this installation is full, so the file could not be kept. Nothing was imported. Make room and try again.') : error
  }
}

async function take(body: AsyncIterable<Uint8Array>, write: (piece: Buffer) => Promise<void>): Promise<Upload> {
  const hash = createHash('sha256')
  const watch = watchBytes()
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let came = 0
  let bytes = 0
  // Held back until there is enough to see how the file begins.
  let head: Buffer | undefined = Buffer.alloc(0)

  async function keep(piece: Buffer): Promise<void> {
    const text = decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece
    if (text.length === 0) return
    watch.see(text)
    bytes += text.length
    await write(text)
  }

  async function begin(start: Buffer): Promise<void> {
    for (const [first, words] of notText) if (first.every((byte, index) => start[index] === byte)) throw new AppError('bad-input', words)
    const { encoding, skip } = beginsAs(start)
    if (encoding) decoder = new TextDecoder(encoding)
    await keep(start.subarray(skip))
  }

  for await (const each of body) {
    const piece = Buffer.from(each.buffer, each.byteOffset, each.byteLength)
    came += piece.length
    if (came > maxUploadBytes) throw tooLarge()
    hash.update(piece)
    if (head === undefined) {
      await keep(piece)
      continue
    }
    head = Buffer.concat([head, piece])
    if (head.length < 4_096) continue
    await begin(head)
    head = undefined
  }
  if (head) await begin(head)
  const rest = decoder?.decode()
  if (rest) await keepRest(Buffer.from(rest))
  const seen = watch.end()
  check(seen, bytes)
  return { sha256: hash.digest('hex'), bytes, lines: seen.lines, cameAs: decoder ? 'utf-16' : cameAs(seen) }

  async function keepRest(text: Buffer): Promise<void> {
    watch.see(text)
    bytes += text.length
    await write(text)
  }
}

export function tooLarge(): AppError {
  return new AppError('too-large', `The file is larger than ${maxUploadBytes / 1024 / 1024} MB. Nothing was kept. Divide it into several files, each with the row that names the columns.`)
}

/** By the byte order mark, else by where the zeros stand: every second byte of Western text in UTF-16 is one. */
function beginsAs(start: Buffer): { encoding?: 'utf-16le' | 'utf-16be'; skip: number } {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { skip: 3 }
  // The decoder takes its own mark away.
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', skip: 0 }
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', skip: 0 }
  const zeros = [0, 0]
  const looked = start.subarray(0, 4_096)
  for (const [index, byte] of looked.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = looked.length / 4
  if (odd > many && even === 0) return { encoding: 'utf-16le', skip: 0 }
  if (even > many && odd === 0) return { encoding: 'utf-16be', skip: 0 }
  return { skip: 0 }
}

function check({ hasNul, longestLine }: BytesSeen, bytes: number): void {
  if (bytes === 0) throw new AppError('bad-input', 'The file is empty. Nothing was imported.')
  if (hasNul) throw new AppError('bad-input', 'This is no text file: it holds bytes that no text has. Export the list as CSV where it comes from, and import that.')
  if (longestLine > maxRecord) throw new AppError('bad-input', 'The file has a line of more than a megabyte, which no list of leads has. Export the list as CSV where it comes from, and import that.')
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(String((error as { code?: unknown } | null)?.code))
}
