import { defineConfig } from 'vitest/config';

const globalSetup = 'tests/cli/support/bundle.ts';

/** Each project is a suite of `npm test`; see scripts/test.ts. */
export default defineConfig({
  test: {
    // They wait for servers and browsers as much as they compute: no processor is left out.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/integration/**', 'tests/crash/**', 'tests/e2e/**'],
          // A file changes nothing that the next one sees: half of the time went into fresh starts.
          isolate: false,
          // Many start shells: a busy machine takes its time over them.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          globalSetup,
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'crash',
          globalSetup,
          include: ['tests/crash/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup,
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
