import { AppError } from '../shared/core/errors.ts'
import { readConfig } from './config.ts'
import { startServer } from './start-server.ts'

/** Operators' tools end a process by force after 30 seconds; a database or bus that hangs is left before that. */
const LAST_MOMENT_MS = 25_000

// Reads the environment, listens, and on TERM or INT lets running requests finish before it ends.
try {
  const server = await startServer(readConfig(process.env))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref()
      void server.close().finally(() => process.exit())
    })
  }
} catch (thrown) {
  console.error(thrown instanceof AppError ? thrown.message : thrown)
  process.exitCode = 1
}
