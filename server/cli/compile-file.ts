import { readFile } from 'node:fs/promises'
import { type Compiled, compile } from '#engine/compile/compile'
import { maxFlowBytes, parseFlowText } from '#engine/graph/parse-flow'
import { readConfig } from '../config'
import { openNodeCatalog } from '../custom-nodes/node-catalog'

/** Reads and compiles a flow's file. Says on stderr what is wrong with the file itself and returns the exit code then. */
export async function compileFile(file: string | undefined): Promise<Compiled | 1 | 2> {
  if (!file) {
    console.error('Name the flow’s file.')
    return 2
  }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  const parsed = parseFlowText(text.length > maxFlowBytes ? text.slice(0, maxFlowBytes + 1) : text)
  if (!parsed.ok) {
    for (const problem of parsed.problems) console.error(problem)
    return 1
  }
  const { registry } = await openNodeCatalog(readConfig().nodesFolder)
  return compile(parsed.flow, registry)
}
