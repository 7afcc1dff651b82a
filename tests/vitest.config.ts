import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** Journeys: one window at a time, in order, each with its own server, issuer and folder. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: ['tests/{journeys,electron}/**/*.test.ts'],
    // Only catches what hangs: nothing here is judged by its speed.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Waiting for a window to show something is no measurement either.
    expect: { poll: { timeout: 30_000 } },
    fileParallelism: false,
    maxWorkers: 1,
  },
})
