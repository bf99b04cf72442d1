import { mkdtempSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileRow, readRecords } from './read-records'
import { readTable } from './read-table'

const folder = mkdtempSync(join(tmpdir(), 'watertight-records-'))
let files = 0

async function rowsOf(text: string | Buffer, options: { encoding?: 'utf-8' | 'windows-1252'; separator?: ';' | ',' } = {}): Promise<FileRow[]> {
  const file = join(folder, `${files++}.csv`)
  writeFileSync(file, text)
  const encoding = options.encoding ?? 'utf-8'
  const { headers, separator, newline, body } = await readTable(file, { encoding, maxRows: 0, ...options })
  const handle = await open(file)
  const rows: FileRow[] = []
  for await (const more of readRecords({ handle, size: (await handle.stat()).size, encoding, separator, newline, columns: headers.length }, body)) for (const row of more) rows.push(row)
  await handle.close()
  return rows
}

const cellsOf = (rows: FileRow[]) => rows.map((row) => ('cells' in row ? row.cells.map((cell) => cell.trim()) : `lines ${row.line}–${row.lastLine}`))

describe('reading rows', () => {
  it.each([
    ['plain', 'a,b\n1,2\n3,4\n', [['1', '2'], ['3', '4']]],
    ['without a last line end', 'a,b\n1,2\n3,4', [['1', '2'], ['3', '4']]],
    ['Windows line ends', 'a,b\r\n1,2\r\n"3","4"\r\n', [['1', '2'], ['3', '4']]],
    ['line ends of both kinds', 'a,b\n1,"2"\r\n3,4\n', [['1', '2'], ['3', '4']]],
    ['line ends of old Macs', 'a,b\r1,2\r3,4\r', [['1', '2'], ['3', '4']]],
    ['semicolons', 'a;b\n1,5;2\n', [['1,5', '2']]],
    ['tabs', 'a\tb\n1\t2\n', [['1', '2']]],
    ['bars', 'a|b\n1|2\n', [['1', '2']]],
    ['a line that names the separator', 'sep=;\na;b\n1;2,3\n', [['1', '2,3']]],
    ['quotes, doubled quotes and line ends within', 'a,b\n"x, ""y""\nz",2\n', [['x, "y"\nz', '2']]],
    ['empty rows', 'a,b\n\n1,2\n,\n\n', [['1', '2']]],
    ['ragged rows', 'a,b,c\n1\n1,2,3,4\n', [['1'], ['1', '2', '3', '4']]],
  ])('%s', async (_name, text, cells) => {
    expect(cellsOf(await rowsOf(text))).toEqual(cells)
  })

  it('in Windows-1252, and in UTF-8 with single cells that are not', async () => {
    expect(cellsOf(await rowsOf(Buffer.from('a,b\nZo\xeb,\x80 5\n', 'latin1'), { encoding: 'windows-1252' }))).toEqual([['Zoë', '€ 5']])
    const mixed = Buffer.concat([Buffer.from('a,b\nZoë,é\n'), Buffer.from('Zo\xeb,1\n', 'latin1')])
    expect(cellsOf(await rowsOf(mixed))).toEqual([['Zoë', 'é'], ['Zoë', '1']])
  })
})

describe('a broken quote', () => {
  it('costs its own line and no other', async () => {
    const rows = await rowsOf('a,b,c\n1,2,3\n4,"5,6\n7,8,9\n10,"11",12\n')
    expect(cellsOf(rows)).toEqual([['1', '2', '3'], 'lines 3–3', ['7', '8', '9'], ['10', '11', '12']])
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining('opens in line 3 is not closed') })
  })

  it('takes along the lines that cannot be told apart, and says which', async () => {
    const rows = await rowsOf('a,b,c\n4,"5" x,6\nwho knows\n7,8,9\n')
    expect(cellsOf(rows)).toEqual(['lines 2–3', ['7', '8', '9']])
    expect(rows[0]).toMatchObject({ reason: expect.stringContaining('lines 2 to 3 cannot be told apart') })
  })

  it('at the end, and in the last line', async () => {
    expect(cellsOf(await rowsOf('a,b\n1,2\n3,"4'))).toEqual([['1', '2'], 'lines 3–3'])
  })

  it('in every line of a large file leaves the good ones, in a bounded time', async () => {
    const text = `a,b,c\n${Array.from({ length: 20_000 }, (_, index) => (index % 10 === 0 ? `${index},"bad,x` : `${index},good,x`)).join('\n')}\n`
    const rows = await rowsOf(text)
    expect(rows.filter((row) => 'cells' in row)).toHaveLength(18_000)
    expect(rows.filter((row) => 'reason' in row)).toHaveLength(2_000)
  })

  it('early in a large file without any other quote does not swallow the rest', async () => {
    const rows = await rowsOf(`a,b\n1,"2\n${`3,${'4'.repeat(60)}\n`.repeat(20_000)}`)
    expect(rows).toHaveLength(20_001)
    expect(rows[0]).toMatchObject({ line: 2, reason: expect.any(String) })
  })
})

describe('positions', () => {
  it('any row is a place to take reading up again, in large files with quotes and letters of several bytes', async () => {
    const file = join(folder, 'positions.csv')
    writeFileSync(file, `a,b,c\r\n${Array.from({ length: 30_000 }, (_, index) => (index % 7 === 0 ? `${index},"Zoë\r\n""${index}""",€` : `${index},x,${'y'.repeat(index % 50)}`)).join('\r\n')}\r\n`)
    const { body, separator, newline, headers } = await readTable(file, { encoding: 'utf-8', maxRows: 0 })
    const handle = await open(file)
    const text = { handle, size: (await handle.stat()).size, encoding: 'utf-8' as const, separator, newline, columns: headers.length }
    const all: FileRow[] = []
    for await (const more of readRecords(text, body)) all.push(...more)
    expect(all).toHaveLength(30_000)
    for (const index of [0, 6, 7, 8, 12_345, 29_998]) {
      const row = all[index]
      if (!row) throw new Error('no such row')
      const again = await readRecords(text, { offset: row.offset + row.length, line: row.lastLine + 1 }).next()
      expect(again.value?.[0]).toEqual(all[index + 1])
    }
    await handle.close()
  })
})
