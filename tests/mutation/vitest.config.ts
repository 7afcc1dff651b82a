import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests of the calculation only, in one worker: a mutant is judged in a fraction of a second. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['shared/calc/**/*.test.ts', 'tests/oracle/**/*.test.ts'],
    setupFiles: ['tests/mutation/same-chance.ts'],
    environment: 'node',
    isolate: false,
    env: { ORACLE_CASES: '60' },
  },
})
