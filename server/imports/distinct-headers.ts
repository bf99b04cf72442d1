/** Names for the columns of a file: trimmed, “Column 3” where there is none, and the second of the same name gets “(2)”. */
export function distinctHeaders(cells: string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ').slice(0, 200) || `Column ${index + 1}`
    let distinct = name
    for (let count = 2; taken.has(distinct.toLowerCase()); count += 1) distinct = `${name} (${count})`
    taken.add(distinct.toLowerCase())
    return distinct
  })
}
