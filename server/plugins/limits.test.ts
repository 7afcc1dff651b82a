import { connect, type Socket } from 'node:net'
import { constants, createGzip, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOp } from '../../tests/support/an-op.ts'
import { type InjectedApi, injectedApi } from '../../tests/support/injected-api.ts'
import { API_BASE, FailureEnvelope } from '../../shared/contract/api.ts'
import { CONNECTION_LIMITS } from '../http-server.ts'

const PUSH = `${API_BASE}/sync/push`

describe('what a request may be', () => {
  let api: InjectedApi
  let port: number
  let authorization: string
  beforeAll(async () => {
    const limits = { ...CONNECTION_LIMITS, headersMs: 300, requestMs: 600, keepAliveMs: 300, lookEveryMs: 50 }
    api = await injectedApi({ demoSites: 1, limits })
    authorization = `Bearer ${await api.tokenOf('mara')}`
    port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port)
  })
  afterAll(() => api.close())

  const ask = async (url: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const method = url === PUSH ? 'POST' : 'PUT'
    const all = { authorization, 'x-device-id': 'laptop-1', 'content-type': 'application/json', ...headers }
    const response = await api.app.inject({ method, url, headers: all, payload: body })
    return { status: response.statusCode, body: response.json<unknown>() }
  }
  const refusalOf = async (url: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await ask(url, body, headers)
    const { errors } = FailureEnvelope.parse(answer.body)
    return [answer.status, errors[0]?.code, errors[0]?.field]
  }
  const pushOf = (changed: object) => JSON.stringify({ ops: [{ ...anOp(), ...changed }] })

  describe('its body', () => {
    test('of more than 10 MB is refused, also as 10 kB of gzip', async () => {
      const url = `${API_BASE}/statistics/0427/2026-05`
      const refused = [413, 'PAYLOAD_TOO_LARGE', null]
      const large = JSON.stringify({ days: 'x'.repeat(10_000_000) })
      expect(await refusalOf(url, large)).toEqual(refused)
      const packed = gzipSync(large)
      expect(packed.length).toBeLessThan(20_000)
      expect(await refusalOf(url, packed, { 'content-encoding': 'gzip' })).toEqual(refused)
      const allowed = JSON.stringify({ days: 'x'.repeat(9_000_000) })
      expect(await refusalOf(url, allowed)).toEqual([400, 'INVALID_DATA_TYPE', 'days'])
    })

    test('of 1 GB in 1 MB of gzip is refused, and memory stays flat', async () => {
      const bomb = await bombOf(1_000)
      global.gc?.()
      const before = process.memoryUsage().rss
      let highest = before
      const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5)
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => refusalOf(PUSH, bomb, { 'content-encoding': 'gzip' })),
      )
      clearInterval(watch)
      expect(answers).toEqual(Array.from({ length: 4 }, () => [413, 'PAYLOAD_TOO_LARGE', null]))
      expect((highest - before) / 1_000_000).toBeLessThan(150)
    })

    test('that is too large and damaged behind the limit is refused once, and nothing is left open', async () => {
      const bomb = await bombOf(100)
      const damaged = Buffer.concat([bomb.subarray(0, bomb.length - 100), Buffer.from('damaged behind the limit')])
      const unhandled: unknown[] = []
      const note = (failure: unknown) => unhandled.push(failure)
      process.on('uncaughtException', note)
      const answer = await refusalOf(PUSH, damaged, { 'content-encoding': 'gzip' })
      await expect.poll(() => process.getActiveResourcesInfo().includes('ZLIB')).toBe(false)
      process.off('uncaughtException', note)
      expect([answer, unhandled]).toEqual([[413, 'PAYLOAD_TOO_LARGE', null], []])
    })

    test('of gzip that is cut off, damaged, or none at all is refused by name', async () => {
      const gzip = gzipSync(pushOf({}))
      const damaged = Buffer.from(gzip)
      damaged[Math.floor(damaged.length / 2)]! ^= 0xff
      for (const [body, encoding] of [
        [gzip.subarray(0, gzip.length - 12), 'gzip'],
        [damaged, 'gzip'],
        [Buffer.from('{}'), 'gzip'],
      ] as const) {
        expect(await refusalOf(PUSH, body, { 'content-encoding': encoding })).toEqual([
          400,
          'INVALID_DATA_TYPE',
          'body',
        ])
      }
      expect(await refusalOf(PUSH, gzip, { 'content-encoding': 'br' })).toEqual([
        400,
        'INVALID_DATA_TYPE',
        'content-encoding',
      ])
    })

    test('that is no JSON, nothing, or of another type is refused by name', async () => {
      for (const body of ['{"ops":', 'NaN', '{"ops":[NaN]}', "{'ops':[]}", '', '\u0000']) {
        expect([body, ...(await refusalOf(PUSH, body))]).toEqual([body, 400, 'INVALID_DATA_TYPE', 'body'])
      }
      for (const type of ['text/xml', 'application/x-www-form-urlencoded', 'application/json-seq']) {
        expect(await refusalOf(PUSH, '{}', { 'content-type': type })).toEqual([400, 'INVALID_DATA_TYPE', 'body'])
      }
    })

    test('nested a hundred thousand deep is refused, wherever it hides', async () => {
      const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
      expect(await refusalOf(PUSH, deep(100_000))).toEqual([400, 'INVALID_DATA_TYPE', '0.0.0.0.0'])
      const answer = await refusalOf(PUSH, `{"ops":[],"more":{"a":${deep(100_000)}}}`)
      expect(answer).toEqual([400, 'INVALID_DATA_TYPE', 'more.a.0.0.0'])
    })

    test('with a text of more than 20,000 characters is refused, and the field is named', async () => {
      expect(await refusalOf(PUSH, pushOf({ source: 'x'.repeat(20_001) }))).toEqual([
        400,
        'INVALID_DATA_TYPE',
        'ops.0.source',
      ])
    })

    test('with 10,001 operations is refused', async () => {
      const ops = Array.from({ length: 10_001 }, (_, i) => anOp({ value: i }))
      expect(await refusalOf(PUSH, JSON.stringify({ ops }))).toEqual([400, 'INVALID_DATA_TYPE', 'ops'])
    })

    test.each(['1e309', '-1e309', '9007199254740992', '-9007199254740992', '1.5', '"12"', 'true', '[]', '1e400'])(
      'with %s in the place of a scaled integer is refused by name, and nothing is stored',
      async (number) => {
        const body = pushOf({ value: 'HERE' }).replace('"HERE"', number)
        expect(await refusalOf(PUSH, body)).toEqual([400, 'INVALID_DATA_TYPE', 'ops.0.value'])
      },
    )

    test('with −0 stores 0', async () => {
      const op = anOp({ period: '2026-09-09' })
      const body = JSON.stringify({ ops: [{ ...op, value: 'HERE' }] }).replace('"HERE"', '-0')
      expect((await ask(PUSH, body)).status).toBe(200)
      const stored = await api.store.db
        .selectFrom('cell')
        .select('value')
        .where('period', '=', '2026-09-09')
        .where('scenario', '=', 'forecast')
        .execute()
      expect(stored.map(({ value }) => Object.is(value, 0))).toEqual([true])
    })

    test('that sets what is not a field, or the prototype, is refused', async () => {
      expect(await refusalOf(PUSH, pushOf({ by: 'ines' }))).toEqual([400, 'INVALID_DATA_TYPE', 'ops.0.by'])
      expect(await refusalOf(PUSH, '{"ops":[],"__proto__":{"admin":true}}')).toEqual([400, 'INVALID_DATA_TYPE', 'body'])
      expect(await refusalOf(PUSH, '{"ops":[],"constructor":{"prototype":{}}}')).toEqual([
        400,
        'INVALID_DATA_TYPE',
        'body',
      ])
    })
  })

  test('of an unknown route or method is not found, in the envelope', async () => {
    for (const [method, url] of [
      ['GET', '/'],
      ['GET', '/api/v2/forecasting/me'],
      ['DELETE', `${API_BASE}/me`],
      ['OPTIONS', PUSH],
      ['GET', `${API_BASE}/sites/%ff`],
    ] as const) {
      const headers = { origin: 'https://elsewhere.example.test', 'access-control-request-method': 'POST' }
      const answer = await api.app.inject({ method, url, headers })
      expect(FailureEnvelope.parse(answer.json()).errors[0]?.code).toMatch(/NOT_FOUND|INVALID_DATA_TYPE/)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  describe('its connection', () => {
    /** Sends some bytes, waits for the server to end the connection, gives the status and what the envelope says. */
    const sent = async (...parts: readonly string[]) => {
      const socket = connect(port, '127.0.0.1')
      let text = ''
      socket.setEncoding('utf8').on('data', (data: string) => (text += data))
      socket.on('error', () => {})
      for (const part of parts) socket.write(part)
      await closed(socket)
      const [head = '', body = ''] = text.split('\r\n\r\n')
      const status = head.split('\r\n')[0]
      if (status === 'HTTP/1.1 200 OK' || body === '') return [status]
      return [status, FailureEnvelope.parse(JSON.parse(body)).errors[0]?.code]
    }
    const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))
    const head = (...more: string[]) => ['GET /api/v1/forecasting/me HTTP/1.1', 'Host: x', ...more].join('\r\n')

    test('that never ends its headers is ended', async () => {
      expect(await sent(head())).toEqual(['HTTP/1.1 408 Request Timeout', 'INVALID_DATA_TYPE'])
    })

    test('that never ends its headers is ended by their own limit, long before that of the whole request', async () => {
      const own = { ...CONNECTION_LIMITS, headersMs: 300, requestMs: 600_000, lookEveryMs: 50 }
      const patient = await injectedApi({ demoSites: 0, limits: own })
      const listening = Number(new URL(await patient.app.listen({ port: 0, host: '127.0.0.1' })).port)
      const socket = connect(listening, '127.0.0.1')
      let text = ''
      socket.on('error', () => {}).on('data', (data: Buffer) => (text += data.toString()))
      socket.write(head())
      await closed(socket)
      await patient.close()
      expect(text).toContain('HTTP/1.1 408 Request Timeout')
    })

    test('that never ends its body is ended', async () => {
      const lines = [
        `POST ${PUSH} HTTP/1.1`,
        'Host: x',
        `Authorization: ${authorization}`,
        'Content-Type: application/json',
        'Content-Length: 500',
      ]
      const [status] = await sent(`${lines.join('\r\n')}\r\n\r\n{"ops":`)
      expect(status).toMatch(/^HTTP\/1\.1 4\d\d/)
    })

    test('that says nothing at all is ended', async () => {
      expect(await sent()).toEqual(['HTTP/1.1 408 Request Timeout', 'INVALID_DATA_TYPE'])
    })

    test('with 20 kB of headers is refused', async () => {
      expect(await sent(`${head(`X-More: ${'x'.repeat(20_000)}`)}\r\n\r\n`)).toEqual([
        'HTTP/1.1 431 Request Header Fields Too Large',
        'PAYLOAD_TOO_LARGE',
      ])
    })

    test.each([
      'HELLO\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ])('that is not HTTP, or HTTP of two minds, is refused: %j', async (text) => {
      expect(await sent(text)).toEqual(['HTTP/1.1 400 Bad Request', 'INVALID_DATA_TYPE'])
    })

    test('that is idle after an answer is ended', async () => {
      expect(await sent(`GET ${API_BASE}/health/live HTTP/1.1\r\nHost: x\r\n\r\n`)).toEqual(['HTTP/1.1 200 OK'])
    })
  })
})

/** So many megabytes of nothing, packed. */
async function bombOf(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION })
  const parts: Buffer[] = []
  gzip.on('data', (part: Buffer) => parts.push(part))
  const zeros = Buffer.alloc(1_000_000, 0x20)
  for (let i = 0; i < megabytes; i += 1)
    if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve))
  const ended = new Promise((resolve) => gzip.once('end', resolve))
  gzip.end()
  await ended
  return Buffer.concat(parts)
}
