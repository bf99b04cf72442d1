#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old gets a sentence and not a stack.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Watertight needs Node 20.19 or later; this is ${process.versions.node}. Install a newer one (https://nodejs.org) and try again.`)
  process.exit(2)
}
const { importBuilt } = await import('../processes/import-built.mjs')
const { runCli } = await importBuilt('cli')
process.exitCode = await runCli(process.argv.slice(2))
