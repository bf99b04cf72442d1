import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Writes down for run-tests.mjs what passed, what failed in one line each, and how long each file took, with what it does before and after its tests. */
export default class ResultsReporter {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const failures = [
      ...tests.filter((test) => test.result().state === 'failed').map((test) => `${pathOf(test.module)} › ${test.fullName}: ${firstLine(test.result().errors?.[0])}`),
      // Hooks, and files that could not be loaded.
      ...modules.flatMap((module) => [module, ...module.children.allSuites()].flatMap((each) => each.errors().map((error) => `${pathOf(module)}: ${firstLine(error)}`))),
      ...unhandled.map((error) => `outside of any test: ${firstLine(error)}`),
    ]
    const times = modules.map((module) => ({ name: pathOf(module), seconds: module.diagnostic().duration / 1000 }))
    writeFileSync(process.env.WATERTIGHT_TEST_RESULTS, JSON.stringify({ passed: tests.filter((test) => test.result().state === 'passed').length, failures, times }))
  }
}

function pathOf(module) {
  return relative(process.cwd(), module.moduleId)
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0].slice(0, 300)
}
