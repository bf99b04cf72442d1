import { createFlow } from '../../flows/create-flow'
import type { Command } from '../command'
import { readFlowFile } from '../compile-file'
import { terminal, withWorkspace } from '../with-workspace'

export const importFlow: Command = {
  usage: 'FILE',
  summary: 'add a flow from a file, as a draft',
  help: 'watertight import FILE\n\nAdds the flow of an exported file to the workspace as a draft; nothing is published. Prints its id.\n\nExample: npx watertight import fallback.json',
  async run([file]) {
    const document = await readFlowFile(file)
    if (typeof document === 'number') return document
    return withWorkspace(async ({ writer }) => {
      console.log(await writer.write((tx) => createFlow(tx, { document, actor: terminal }, Date.now())))
      return 0
    })
  },
}
