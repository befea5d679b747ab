import { defineConfig } from 'vitest/config'

// Without the condition, `import 'keyplan'` in policies/ would load a stale second copy from dist/.
const conditions = ['keyplan-source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'policies/**/*.test.ts'],
    globalSetup: 'scripts/before-tests.mjs',
    setupFiles: 'scripts/random-seed.mjs',
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
  },
})
