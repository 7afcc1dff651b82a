import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { acceptGzip } from './accept-gzip.ts'

const LIMIT = 1_000

test('a body damaged behind the limit is refused, and the next one is answered', async () => {
  const app = fastify({ bodyLimit: LIMIT })
  acceptGzip(app)
  app.post('/', ({ body }) => ({ body }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const uncaught: unknown[] = []
  const listen = (thrown: unknown) => uncaught.push(thrown)
  process.on('uncaughtException', listen)
  try {
    const send = async (body: Buffer<ArrayBuffer>) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', connection: 'close' }
      return (await fetch(url, { method: 'POST', body, headers })).status
    }
    const damaged = gzipSync(JSON.stringify(randomBytes(20_000).toString('hex')))
    damaged.fill(0xff, damaged.length - 2_000)
    expect(await send(damaged)).toBe(413)
    expect(await send(gzipSync('{"a":1}'))).toBe(200)
    expect(uncaught).toEqual([])
  } finally {
    process.off('uncaughtException', listen)
    await app.close()
  }
})
