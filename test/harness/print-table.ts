/** Prints rows under their titles, numbers to the right. */
export function printTable(titles: string[], rows: (string | number)[][]): void {
  const cells = [titles, ...rows.map((row) => row.map(String))]
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  for (const [index, row] of cells.entries()) {
    console.log(row.map((cell, column) => (typeof rows[0]?.[column] === 'number' ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd())
    if (index === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '))
  }
}
