import { compile } from '#engine/compile/compile'
import { parseFlow } from '#engine/graph/parse-flow'
import { library } from '#nodes/definitions'
import { manyNodes } from '../many-nodes'
import { median } from '../median'

const rounds = 15

/** How long the compiler takes for a large flow, against reading and checking the same document's form. */
export async function benchCompile(): Promise<void> {
  for (const [count, hasProblems] of [[1_000, false], [1_000, true], [2_000, false]] as const) {
    const flow = manyNodes(count, hasProblems)
    const text = JSON.stringify(flow)
    const parse = time(() => parseFlow(JSON.parse(text)))
    const whole = time(() => compile(flow, library))
    const { diagnostics, plan } = compile(flow, library)
    const problems = diagnostics.length === 0 ? 'no problems' : `${diagnostics.length} problems with their ways`
    console.log(`\nCompile ${flow.nodes.length} nodes, ${flow.edges.length} edges (${Math.round(text.length / 1000)} kB): ${problems}${plan ? `, plan ${Math.round(JSON.stringify(plan).length / 1000)} kB` : ''}`)
    console.log(`  ${whole.toFixed(1)} ms; reading the document takes ${parse.toFixed(1)} ms: ${(whole / parse).toFixed(2)} times that`)
  }
}

function time(work: () => unknown): number {
  return median(
    Array.from({ length: rounds }, () => {
      const began = performance.now()
      work()
      return performance.now() - began
    }),
  )
}
