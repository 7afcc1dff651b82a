import { createGunzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/** Takes gzip bodies; the route's limit counts what comes out, so a small bomb never gets big (security.md 44). */
export function acceptGzip(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, reply, payload) => {
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (encoding === 'identity') return payload
    if (encoding !== 'gzip') {
      const [code, message] = ['INVALID_DATA_TYPE', 'Send the body plain or as gzip.'] as const
      const issue = { code, message, field: 'content-encoding', providedValue: encoding, expectedFormat: 'gzip' }
      throw new AppError(code, message, [issue])
    }
    delete request.headers['content-length'] // it is the packed length
    const gunzip = createGunzip()
    // Past the limit nobody listens any more, and damage behind it would end the process.
    gunzip.on('error', () => {})
    reply.raw.once('close', () => gunzip.destroy())
    payload.on('error', (error) => gunzip.destroy(error))
    return Object.assign(payload.pipe(gunzip), { receivedEncodedLength: 0 })
  })
}
