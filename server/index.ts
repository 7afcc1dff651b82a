import { AppError } from '../shared/core/errors.ts'
import { readConfig } from './config.ts'
import { startServer } from './start-server.ts'

// Reads the environment, listens, and on TERM or INT lets running requests finish before it ends.
try {
  const server = await startServer(readConfig(process.env))
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void server.close().finally(() => process.exit()))
} catch (thrown) {
  console.error(thrown instanceof AppError ? thrown.message : thrown)
  process.exitCode = 1
}
