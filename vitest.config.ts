import { defineConfig } from 'vitest/config'

/** What measures time, or needs the whole machine for what it kills. */
const alone = ['test/faults/**/*.test.ts', 'test/journeys/**/*.test.ts', 'test/replay/**/*.test.ts', 'engine/temporal-server/**/*.test.ts']
const waits = { testTimeout: 120_000, hookTimeout: 300_000 }

/**
 * Three projects: `unit` beside the code, quick; `whole` in test/, with real servers, which mostly wait, so two files at a time; `alone` the same, one
 * file at a time.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{nodes,engine,server,templates,editor}/**/*.test.ts', '{nodes,engine,server,templates,editor}/**/*.test.tsx', 'test/architecture/**/*.test.ts'],
          exclude: ['engine/temporal-server/**'],
          testTimeout: 20_000,
          maxWorkers: 2,
        },
      },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: ['test/architecture/**', 'test/bench/**', ...alone], globalSetup: 'test/harness/build-pages.ts', maxWorkers: 2, ...waits } },
      { extends: true, test: { name: 'alone', include: alone, fileParallelism: false, ...waits } },
    ],
  },
})
