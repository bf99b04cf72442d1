import { defineConfig } from 'vitest/config'

/** Two projects: `unit` beside the code, quick; `whole` in test/, with real servers, one file at a time. */
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
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts', 'engine/temporal-server/**/*.test.ts'],
          exclude: ['test/architecture/**', 'test/bench/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
