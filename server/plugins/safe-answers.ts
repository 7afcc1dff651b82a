import type { FastifyInstance } from 'fastify'

/** Answers hold people's money: nothing between server and laptop keeps them, and no page runs or frames them (security.md 44). */
export function safeAnswers(app: FastifyInstance, isTls: boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    const headers = {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...(isTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    }
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
}
