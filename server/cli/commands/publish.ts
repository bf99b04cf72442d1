import { parseArgs } from 'node:util'
import { readConfig } from '../../config'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { findFlowByName } from '../../flows/find-flow-by-name'
import { newestVersion } from '../../flows/newest-version'
import { publishFlow } from '../../flows/publish-flow'
import type { Command } from '../command'
import { terminal, withWorkspace } from '../with-workspace'

export const publish: Command = {
  usage: 'FLOW [--note TEXT]',
  summary: 'publish the draft of a flow',
  help: 'watertight publish FLOW [--note TEXT]\n\nPublishes the draft of a flow, named by its id or its name, as its next version. Refused with what is wrong when it has errors.\nRuns that are under way stay on the version they began with.\n\nExample: npx watertight publish "Fallback routing" --note "Longer windows"',
  async run(args) {
    const { values, positionals } = parseArgs({ args, options: { note: { type: 'string', default: '' } }, allowPositionals: true, strict: false })
    const [name] = positionals
    if (!name) {
      console.error('Name the flow, by its id or its name.')
      return 2
    }
    const { registry } = await openNodeCatalog(readConfig().nodesFolder)
    return withWorkspace(async ({ db, writer }) => {
      const flow = findFlowByName(db, name)
      const { version } = await writer.write((tx) => publishFlow(tx, registry, { flowId: flow.id, rev: flow.rev, base: newestVersion(tx, flow.id)?.version ?? null, note: String(values.note), actor: terminal }, Date.now()))
      console.log(`“${flow.name}” is live as version ${version}.`)
      return 0
    })
  },
}
