import { parentPort, workerData } from 'node:worker_threads'
import { handlers } from '#nodes/activities'
import { customHandlers } from '../../custom-nodes/custom-handlers'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { AppError } from '../../errors/app-error'
import { SimulationError } from '../simulation-error'
import { runScenario } from './run-scenario'
import type { FromScenarioThread, ScenarioWork } from './scenario-host'

/* Runs scenarios one after another in a thread of the server, and says what each came to as soon as it is known. */

if (!parentPort) throw new Error('simulate.scenarioThread: is no main program')
const port = parentPort
const { scenarios, nodesFolder, ...flow } = workerData as ScenarioWork
const say = (message: FromScenarioThread) => port.postMessage(message)

try {
  const { registry, found } = await openNodeCatalog(nodesFolder)
  const custom = await customHandlers(found().sound, () => undefined)
  for (const { id, scenario } of scenarios) say({ kind: 'outcome', id, outcome: await runScenario({ ...flow, registry, handlers: { ...handlers, ...custom } }, scenario) })
  say({ kind: 'done' })
} catch (error) {
  if (error instanceof AppError) say({ kind: 'refused', code: error.code, message: error.message, details: error.details })
  else if (error instanceof SimulationError) say({ kind: 'refused', code: 'bad-input', message: error.message })
  else throw error
}
