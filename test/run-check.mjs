// `npm run check`: types, lint, dead code, architecture, unit tests. Stops at nothing, so that one run shows everything.
import { spawn } from 'node:child_process'

const steps = [
  ['types', [['tsc', '-p', 'tsconfig.pure.json'], ['tsc', '-p', 'tsconfig.workflows.json'], ['tsc', '-p', 'tsconfig.node.json'], ['tsc', '-p', 'tsconfig.editor.json']]],
  ['lint', [['biome', 'lint', '--error-on-warnings']]],
  ['dead code', [['knip']]],
  ['imports', [['depcruise', 'nodes', 'engine', 'server', 'templates', 'test']]],
  ['unit tests', [['vitest', 'run', '--project', 'unit']]],
]

let failed = 0
for (const [name, commands] of steps) {
  const started = Date.now()
  const codes = await Promise.all(commands.map(([command, ...args]) => run(command, args)))
  const isFine = codes.every((code) => code === 0)
  if (!isFine) failed += 1
  console.log(`${isFine ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}
process.exitCode = failed === 0 ? 0 : 1

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`node_modules/.bin/${command}`, ...args].filter(Boolean), { stdio: 'inherit' })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
