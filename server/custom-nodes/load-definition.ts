import * as zod from 'zod'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { evaluateScript, type ScriptConsole } from './evaluate-script'

const silent: ScriptConsole = { log() {}, info() {}, warn() {}, error() {}, debug() {} }
/** As the bundler's scripts expect a module that was written as ESM. */
const zodModule = { ...zod, __esModule: true }

/** Loads a definition that a probe found sound into this process, with this process's zod. */
export function loadDefinition(type: string, text: string): NodeDefinition {
  const definition = evaluateScript(text, `${type}/definition.ts`, 'apart', {
    console: silent,
    require: (name) => {
      if (name === 'zod') return zodModule
      throw new Error(`“${name}” is not there for a definition.`)
    },
  })
  return definition as NodeDefinition
}
