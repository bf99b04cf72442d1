import type { Command } from '../command'
import { compileFile } from '../compile-file'

export const validate: Command = {
  usage: 'FLOW',
  summary: 'check a flow’s file',
  help: 'watertight validate FLOW\n\nChecks a flow file as the canvas does, without the workspace’s teams and queues.\n\nExample: npx watertight validate templates/fallback-routing/flow.json',
  async run([file]) {
    const compiled = await compileFile(file)
    if (typeof compiled === 'number') return compiled
    const { diagnostics, plan } = compiled
    for (const each of diagnostics) console.log(`${each.severity}: ${each.message}${each.path ? ` (way: ${each.path.join(' → ')})` : ''}`)
    console.log(diagnostics.length === 0 ? 'No problems.' : `${diagnostics.length} problems.`)
    return plan ? 0 : 1
  },
}
