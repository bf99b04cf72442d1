import { parentPort, workerData } from 'node:worker_threads'
import { codeMethods } from '../check-code'
import { checkDefinition } from '../check-definition'
import type { NodeBundle } from '../bundle-node'
import { evaluateScript, type ScriptConsole } from '../evaluate-script'
import type { Probed } from '../probe-node'
import { hostRequire } from './host-require'

/* Loads a custom node for the first time, where it can do no harm, and says what it is. */

const { bundle, root } = workerData as { bundle: NodeBundle; root: string }
const require = hostRequire(root)
const silent: ScriptConsole = { log() {}, info() {}, warn() {}, error() {}, debug() {} }

function probe(): Probed {
  let file = `${bundle.type}/definition.ts`
  try {
    const { definition, kind } = checkDefinition(evaluateScript(bundle.definition, file, 'apart', { require, console: silent }), bundle.type, require('zod') as Parameters<typeof checkDefinition>[2])
    if (!bundle.code) {
      file = bundle.type
      throw new Error(`It lowers to ${kind} and has no code. Add a run.ts (it only computes) or an activity.ts (it works through services).`)
    }
    file = `${bundle.type}/${bundle.code.file}`
    const code = evaluateScript(bundle.code.text, file, 'of-the-thread', { require, console: silent })
    codeMethods(code, kind)
    const meanwhile = kind === 'effect' ? (code as { meanwhile?: unknown }).meanwhile : undefined
    if (kind === 'effect' && meanwhile !== 'go-on' && meanwhile !== 'hold') throw new Error('An effect needs meanwhile: “go-on” or “hold”, for what the run does until it is done.')
    return { kind, title: definition.title, ...(kind === 'effect' && { meanwhile: meanwhile as 'go-on' | 'hold' }) }
  } catch (error) {
    return { problem: { file, message: messageOf(error).split('\n')[0] ?? '' } }
  }
}

/** A definition runs apart, where errors are of another make than this file’s. */
function messageOf(error: unknown): string {
  const { message, name } = (error ?? {}) as { message?: unknown; name?: unknown }
  return typeof message === 'string' ? message || String(name) : String(error)
}

parentPort?.postMessage(probe())
