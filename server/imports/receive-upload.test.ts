import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors/app-error'
import { maxUploadBytes, receiveUpload } from './receive-upload'

const folder = mkdtempSync(join(tmpdir(), 'watertight-upload-'))
let files = 0

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function keep(bytes: Buffer, size = 7) {
  const file = join(folder, `${files++}`)
  const upload = await receiveUpload(inPieces(bytes, size), file)
  return { ...upload, text: readFileSync(file, 'latin1') }
}

const text = 'Name,City\nZoë,Köln\n'
const utf16be = Buffer.from(text, 'utf16le').swap16()

describe('an upload', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16'],
    ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), 'utf-16'],
    ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'utf-16'],
    ['UTF-16BE without', utf16be, 'utf-16'],
  ])('in %s is kept as UTF-8, whatever the pieces it comes in', async (_name, bytes, cameAs) => {
    for (const size of [1, 2, 3, 5_000]) expect(await keep(bytes, size)).toMatchObject({ cameAs, lines: 2, text: Buffer.from(text).toString('latin1') })
  })

  it('in Windows-1252, or partly, is told', async () => {
    expect(await keep(Buffer.from('Name\nZo\xeb\n', 'latin1'))).toMatchObject({ cameAs: 'windows-1252' })
    expect(await keep(Buffer.concat([Buffer.from('Name\nZoë\nÄrger\n'), Buffer.from('Zo\xeb\n', 'latin1')]))).toMatchObject({ cameAs: 'mixed' })
  })

  it.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['a mark and nothing', Buffer.from('\uFEFF'), /empty/],
    ['a workbook under another name', Buffer.from('PK\x03\x04 and so on'), /Excel workbook.*CSV UTF-8/],
    ['bytes that are no text', Buffer.concat([Buffer.from('Name,x\nZoë,'), Buffer.from([0, 1, 2, 0, 0])]), /no text file/],
    ['a line without an end', Buffer.alloc(1_200_000, 'x'), /line of more than a megabyte/],
  ])('of %s is refused, and nothing is left', async (_name, bytes, message) => {
    const before = readdirSync(folder).length
    await expect(keep(bytes, 60_000)).rejects.toThrow(message)
    expect(readdirSync(folder)).toHaveLength(before)
  })

  it('that grows beyond the limit is refused while it arrives', async () => {
    const piece = Buffer.alloc(8 * 1024 * 1024, 'name,city\n')
    let sent = 0
    async function* endless() {
      for (;;) {
        sent += piece.length
        yield piece
      }
    }
    const file = join(folder, 'large')
    await expect(receiveUpload(endless(), file)).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('200 MB') })
    expect(sent).toBeLessThan(maxUploadBytes + 2 * piece.length)
    expect(existsSync(file)).toBe(false)
  })

  it('that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from(text)
      throw new Error('aborted')
    }
    await expect(receiveUpload(broken(), join(folder, 'broken'))).rejects.toThrow('aborted')
    expect(existsSync(join(folder, 'broken'))).toBe(false)
  })

  it.runIf(existsSync('/dev/full'))('onto a full disk says so', async () => {
    const file = join(folder, 'full')
    symlinkSync('/dev/full', file)
    const error: unknown = await receiveUpload(inPieces(Buffer.from(text), 7), file).catch((each: unknown) => each)
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).message).toMatch(/disk of this installation is full/)
  })
})
