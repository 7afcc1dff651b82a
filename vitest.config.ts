import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: [
      '{shared,main,renderer,server,build}/**/*.test.{ts,tsx}',
      'tests/{attacks,contract,fuzz,memory,oracle}/**/*.test.ts',
    ],
    // PGlite and encrypted stores start in seconds on a slow machine; a limit here only catches what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Waiting for a window to show something is no measurement either.
    expect: { poll: { timeout: 30_000 } },
    // A file that needs a DOM says so with `// @vitest-environment happy-dom`.
    environment: 'node',
    setupFiles: ['tests/support/law-seed.ts'],
    maxWorkers: 2,
  },
})
