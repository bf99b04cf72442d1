import { readFile } from 'node:fs/promises'
import { type Compiled, compile } from '#engine/compile/compile'
import type { FlowDocument } from '#engine/graph/flow'
import { maxFlowBytes, parseFlowText } from '#engine/graph/parse-flow'
import { readConfig } from '../config'
import { openNodeCatalog } from '../custom-nodes/node-catalog'

/** Reads a flow's file. Says on stderr what is wrong with it and returns the exit code then. */
export async function readFlowFile(file: string | undefined): Promise<FlowDocument | 1 | 2> {
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
  if (parsed.ok) return parsed.flow
  for (const problem of parsed.problems) console.error(problem)
  return 1
}

/** Reads and compiles a flow's file. Says on stderr what is wrong with the file itself and returns the exit code then. */
export async function compileFile(file: string | undefined): Promise<Compiled | 1 | 2> {
  const flow = await readFlowFile(file)
  if (typeof flow === 'number') return flow
  const { registry } = await openNodeCatalog(readConfig().nodesFolder)
  return compile(flow, registry)
}
