const longest = 280

/** What a notice says, in one line: without the line that holds its link, which may answer for whoever has it and stands beside the text anyway. */
export function previewOf({ text, link }: { text: string; link: string }): string {
  const said = text
    .split('\n')
    .filter((line) => link === '' || !line.includes(link))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return said.length <= longest ? said : `${said.slice(0, longest - 1).trimEnd()}…`
}
