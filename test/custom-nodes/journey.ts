import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printTable } from '../harness/print-table'
import { until } from '../harness/until'
import { runOf as codeOf } from './make-nodes'
import { beginFlow, placeAndPublish } from './place-and-publish'
import { startAuthor } from './start-author'

/*
 * npm run journey:node: somebody makes a node of their own on the running product, places it and sees a lead pass through it.
 * Then the node is broken on purpose in four ways. Prints what the product says, and whether other flows go on. About four minutes.
 */

interface NodeList {
  broken: { type: string; file: string; message: string }[]
  modules: { path: string }[]
}

const author = await startAuthor({ env: { WATERTIGHT_LOG: 'debug' } })
const { page } = author.browser
const wrong: string[] = []
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`
const check = (isRight: boolean, what: string) => {
  if (!isRight) wrong.push(what)
  console.log(`  ${isRight ? 'ok   ' : 'WRONG'} ${what}`)
}

try {
  const flowId = await beginFlow(author)
  await page.goto(`${author.stack.url}/flows/${flowId}`)
  await page.locator('.react-flow__node').first().waitFor()

  const began = Date.now()
  console.log('$ npx watertight new-node lead-grade')
  console.log(author.terminal('new-node', 'lead-grade').output.replaceAll(/^/gm, '  '))
  const made = seconds(began)
  await page.getByText('Kinds of steps have changed.').waitFor({ timeout: 60_000 })
  const told = seconds(began)
  await page.reload()
  await page.getByRole('button', { name: 'Lead grade', exact: true }).waitFor()
  const inPalette = seconds(began)
  await placeAndPublish(author, flowId, 'Lead grade')
  const published = seconds(began)
  await author.untilWorkerCameUp(2)
  await author.sendLead('first')
  const run = await author.runOf(flowId, 0)
  const done = seconds(began)
  console.log('')
  printTable(['after', 'what'], [
    [made, 'new-node has made it'], [told, 'the open page says that kinds of steps have changed'], [inPalette, 'it stands in the palette, after a reload'],
    [published, 'placed by mouse, two ends behind it, published'], [done, `a live lead has passed through it, by “${run.steps[0]?.outlet}”`],
  ])
  check(run.state === 'done', 'the run is done')
  check((await author.runOf(author.otherFlow, 0)).state === 'done', 'the other flow’s run of the same lead is done')

  let sent = 1
  const definition = readFileSync(join(author.folder, 'lead-grade', 'definition.ts'), 'utf8')
  const list = () => author.get<NodeList>('/api/nodes')

  console.log('\n1. It throws while it is loaded: throw new Error("licence file not found")')
  let times = author.timesWorkerCameUp()
  author.write('lead-grade/definition.ts', `throw new Error('licence file not found')\n${definition}`)
  const { broken } = await until('the node to be told broken', 60_000, async () => {
    const now = await list()
    return now.broken.length > 0 && now
  })
  console.log(`  GET /api/nodes: ${JSON.stringify(broken)}`)
  const nodes = author.terminal('nodes')
  console.log(`  $ npx watertight nodes (exit code ${nodes.status})\n    ${nodes.output.split('\n').find((line) => line.includes('BROKEN'))}`)
  console.log(`  log: ${lastLine('is broken')}`)
  check(nodes.status === 1, 'the list of nodes ends with 1')
  await author.untilWorkerCameUp(times + 1)
  await author.sendLead(`lead-${++sent}`)
  check((await author.runOf(author.otherFlow, sent - 1)).state === 'done', 'the other flow’s run is done')
  const [held] = await author.runsOf(flowId)
  check(held !== undefined && held.state !== 'failed' && held.state !== 'done', `this flow’s run is kept until the node is mended (${held?.state})`)
  times = author.timesWorkerCameUp()
  author.write('lead-grade/definition.ts', definition)
  await author.untilWorkerCameUp(times + 1)
  check(await until('the run that was kept', 60_000, async () => (await author.runsOf(flowId)).every((each) => each.state === 'done'), 300), 'mended, and the run that was kept goes on to its end')

  await breakCode('2. Its code does not come to an end: for (;;) {}', 'for (;;) {}', 'too-slow')
  await breakCode('3. It answers 10 MB', "return { outlet: 'yes', output: { text: 'x'.repeat(10_000_000) } }", 'output-too-large')
  await breakCode(
    '4. It logs secrets: console.log("whsec_…", "Bearer …", process.env, record)',
    "console.log('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'Bearer abc.def', process.env, globalThis.process.env, context.record.lead); return { outlet: 'yes' }", undefined,
  )
  const log = author.stack.log()
  const line = lastLine('A custom node wrote')
  console.log(`  log: ${line}`)
  check(line !== '' && !/whsec_MfKQ|abc\.def|customer\.example|WATERTIGHT_/.test(line), 'what it wrote is in the log with secrets and people covered')
  check(!/whsec_MfKQ|abc\.def/.test(log), 'the secret stands nowhere in any process’s output')
  check(author.browser.problems.length === 0, `no page threw or complained${author.browser.problems.length > 0 ? `: ${author.browser.problems[0]}` : ''}`)

  async function breakCode(title: string, body: string, code: string | undefined): Promise<void> {
    console.log(`\n${title}`)
    const before = author.timesWorkerCameUp()
    author.write('lead-grade/run.ts', codeOf(body))
    await author.untilWorkerCameUp(before + 1)
    await author.sendLead(`lead-${++sent}`)
    const own = await author.runOf(flowId, sent - 1)
    if (own.failure) console.log(`  the run’s page: ${own.failure.code}: ${own.failure.message}`)
    check(code === undefined ? own.state === 'done' : own.failure?.code === code, code === undefined ? 'the run is done' : 'its own run has failed, and says why')
    check((await author.runOf(author.otherFlow, sent - 1)).state === 'done', 'the other flow’s run of the same lead is done')
    check(author.timesWorkerCameUp() === before + 1, 'the worker is the same')
  }

  function lastLine(words: string): string {
    return author.stack.log().split('\n').filter((each) => each.includes(words)).at(-1)?.slice(0, 600) ?? ''
  }
} finally {
  await author.stop()
}
console.log(wrong.length === 0 ? '\nA broken node harms nothing but its own steps.' : `\n${wrong.length} things are WRONG.`)
process.exit(wrong.length === 0 ? 0 : 1)
