// `npm test`: fetches what the tests need, once per user, then checks and tests everything. Ends with "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const results = mkdtempSync(join(tmpdir(), 'watertight-tests-'))
const slowest = 10
let passed = 0
/** What failed, each in one line. */
const failures = []
/** Of each file of tests. */
const times = []

await step('tools', ['--import', 'tsx', 'test/harness/tools/prepare-tools.ts'])
if (failures.length === 0) {
  await step('types', bin('tsc', '-p', 'tsconfig.pure.json'))
  await step('types of workflows', bin('tsc', '-p', 'tsconfig.workflows.json'))
  await step('types of server', bin('tsc', '-p', 'tsconfig.node.json'))
  await step('types of editor', bin('tsc', '-p', 'tsconfig.editor.json'))
  await step('lint', bin('biome', 'lint', '--error-on-warnings'))
  await step('dead code', bin('knip'))
  await step('imports', bin('depcruise', 'nodes', 'engine', 'server', 'templates', 'test'))
  for (const project of ['unit', 'whole', 'alone']) await vitest(project)
}
rmSync(results, { recursive: true, force: true })
times.sort((a, b) => b.seconds - a.seconds)
console.log(`\nThe slowest of ${times.length} files:`)
for (const { name, seconds } of times.slice(0, slowest)) console.log(`${seconds.toFixed(0).padStart(6)} s  ${name}`)
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((each) => `  ${each}`).join('\n')}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1

function bin(name, ...args) {
  return [`node_modules/.bin/${name}`, ...args]
}

async function step(name, args) {
  const code = await run(args)
  if (code === 0) passed += 1
  else failures.push(name)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
}

async function vitest(project) {
  const began = Date.now()
  const file = join(results, `${project}.json`)
  const code = await run(bin('vitest', 'run', '--project', project, '--reporter=default', '--reporter=./test/results-reporter.mjs'), { WATERTIGHT_TEST_RESULTS: file })
  const before = failures.length
  try {
    const read = JSON.parse(readFileSync(file, 'utf8'))
    passed += read.passed
    failures.push(...read.failures)
    times.push(...read.times)
  } catch (error) {
    failures.push(`${project}: no results could be read (${error.message})`)
  }
  if (code !== 0 && failures.length === before) failures.push(`${project}: vitest ended with ${code}`)
  console.log(`${failures.length === before ? 'ok    ' : 'FAILED'} ${project} (${((Date.now() - began) / 1000).toFixed(0)} s)`)
}

function run(args, env = {}) {
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }).on('exit', (code) => resolve(code ?? 1))
  })
}
