import { readConfig } from '../../config'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { importFlow as addFlow } from '../../flows/flow-files'
import type { Command } from '../command'
import { readFlowFile } from '../compile-file'
import { terminal, withWorkspace } from '../with-workspace'

export const importFlow: Command = {
  usage: 'FILE',
  summary: 'add a flow from a file, as a draft',
  help: 'watertight import FILE\n\nAdds the flow of an exported file to the workspace as a draft; nothing is published. What it\nrefers to is found by its name; what is not here is listed. Prints its id.\n\nExample: npx watertight import fallback.json',
  async run([file]) {
    const document = await readFlowFile(file)
    if (typeof document === 'number') return document
    return withWorkspace(async ({ writer }) => {
      const { registry } = await openNodeCatalog(readConfig().nodesFolder)
      const { id, name, missing } = await writer.write((tx) => addFlow(tx, registry, { document, actor: terminal }, Date.now()))
      if (name !== document.name) console.error(`A flow “${document.name}” is here already; this one is called “${name}”.`)
      const labels = new Map(document.nodes.map((node) => [node.id, `“${node.label}”`]))
      for (const each of missing) {
        console.error(`The ${each.kind} ${each.name === undefined ? each.id : `“${each.name}”`} is not here. Left open in ${each.nodes.map((node) => labels.get(node)).join(', ')}: choose another there before the flow is published.`)
      }
      console.log(id)
      return 0
    })
  },
}
