import { readConfig } from '../../config'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { findFlowByName } from '../../flows/find-flow-by-name'
import { exportFlow as toFile } from '../../flows/flow-files'
import { readDraft } from '../../flows/read-draft'
import type { Command } from '../command'
import { withWorkspace } from '../with-workspace'

export const exportFlow: Command = {
  usage: 'FLOW',
  summary: 'print a flow of the workspace as a file',
  help: 'watertight export FLOW\n\nPrints the draft of a flow, named by its id or its name, in the form that import takes, with the names of the teams, queues and others that it refers to.\n\nExample: npx watertight export "Fallback routing" > fallback.json',
  async run([name]) {
    if (!name) {
      console.error('Name the flow, by its id or its name.')
      return 2
    }
    return withWorkspace(async ({ db }) => {
      const { registry } = await openNodeCatalog(readConfig().nodesFolder)
      console.log(toFile(db, registry, readDraft(findFlowByName(db, name).draft), Date.now()))
      return 0
    })
  },
}
