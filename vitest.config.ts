import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begin early, or one of them runs on when all others are done. */
const long = ['test/browser/server-trouble', 'test/browser/build-a-flow/', 'test/conformance/conformance', 'test/browser/', 'test/acceptance/', 'test/conformance/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((each) => moduleId.includes(`/${each}`))
      return found === -1 ? long.length : found
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/** They measure, or kill within limits: nothing runs beside them. */
const alone = [
  'test/faults/**/*.test.ts', 'test/acceptance/killed.test.ts', 'test/journeys/{bad-providers,lead-journey}.test.ts', 'test/leakcheck/doctor.test.ts', 'test/api/import-killed.test.ts',
]

/** Three projects: `unit` beside the code, quick; `whole` in test/, with real servers, two files at a time; `alone`, as `whole`, one file at a time. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Only there to end what hangs: a page may take its time beside others.
    expect: { poll: { timeout: 20_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{nodes,engine,server,templates,editor}/**/*.test.ts', '{nodes,engine,server,templates,editor}/**/*.test.tsx', 'test/architecture/**/*.test.ts'],
          exclude: ['engine/temporal-server/**'],
          testTimeout: 20_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts', 'engine/temporal-server/**/*.test.ts'],
          exclude: ['test/architecture/**', 'test/bench/**', ...alone],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
