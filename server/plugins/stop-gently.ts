import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/**
 * How the server stops: requests under way get their answers, new ones are refused in the contract's words, and what still
 * hangs after `limitMs` is cut off, so that a restart never waits for a client.
 */
export function stopGently(app: FastifyInstance, limitMs: number): void {
  let isStopping = false
  let cut: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    isStopping = true
    cut = setTimeout(() => app.server.closeAllConnections(), limitMs)
  })
  app.addHook('onClose', async () => clearTimeout(cut))
  app.addHook('onRequest', async () => {
    if (isStopping) throw new AppError('OFFLINE', 'The server is being restarted. Try again in a moment.')
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close') // or the answered connection would wait for a next request
  })
}
