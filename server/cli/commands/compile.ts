import type { Command } from '../command'
import { compileFile } from '../compile-file'

export const compile: Command = {
  usage: 'FLOW',
  summary: 'print the plan of a flow’s file as JSON',
  help: 'watertight compile FLOW\n\nPrints the plan: what a run carries into Temporal.\n\nExample: npx watertight compile templates/fallback-routing/flow.json',
  async run([file]) {
    const compiled = await compileFile(file)
    if (typeof compiled === 'number') return compiled
    const { diagnostics, plan } = compiled
    if (plan) console.log(JSON.stringify(plan, null, 2))
    else for (const each of diagnostics) console.error(`${each.severity}: ${each.message}`)
    return plan ? 0 : 1
  },
}
