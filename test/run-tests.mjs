// `npm test`: fetches what the tests need, once per user, then checks and tests everything. Ends with "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const results = mkdtempSync(join(tmpdir(), 'watertight-tests-'))
let passed = 0
let failed = 0

await step('tools', ['--import', 'tsx', 'test/harness/tools/prepare-tools.ts'])
if (failed === 0) {
  await step('types', bin('tsc', '-p', 'tsconfig.pure.json'))
  await step('types of workflows', bin('tsc', '-p', 'tsconfig.workflows.json'))
  await step('types of server', bin('tsc', '-p', 'tsconfig.node.json'))
  await step('types of editor', bin('tsc', '-p', 'tsconfig.editor.json'))
  await step('lint', bin('biome', 'lint', '--error-on-warnings'))
  await step('dead code', bin('knip'))
  await step('imports', bin('depcruise', 'nodes', 'engine', 'server', 'templates', 'test'))
  await vitest('unit')
  await vitest('whole')
}
rmSync(results, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function bin(name, ...args) {
  return [`node_modules/.bin/${name}`, ...args]
}

async function step(name, args) {
  const code = await run(args)
  if (code === 0) passed += 1
  else failed += 1
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
}

async function vitest(project) {
  const file = join(results, `${project}.json`)
  const code = await run(bin('vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`))
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    passed += numPassedTests
    failed += numFailedTests
    if (code !== 0 && numFailedTests === 0) failed += 1
  } catch {
    failed += 1
  }
}

function run(args) {
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => resolve(code ?? 1))
  })
}
