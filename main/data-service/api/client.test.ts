import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FarEnd, refuseWith, startFarEnd } from '../../../tests/support/far-end.ts'
import type { Reply } from '../../../shared/contract/reply.ts'
import { EPOCH_HEADER } from '../../../shared/contract/sync.ts'
import { anOp } from '../../../tests/support/an-op.ts'
import { hostBreaker } from './breaker.ts'
import { type ClientOptions, openClient } from './client.ts'
import { offline } from './refusal.ts'

let farEnd: FarEnd
let client: ReturnType<typeof openClient>
let tokens: (string | null)[]
let reply: Reply<string>
let known: string | null
beforeEach(async () => {
  farEnd = await startFarEnd()
  tokens = []
  known = null
  reply = { ok: true, value: 'token-1' }
  client = openClient(options())
})
afterEach(async () => {
  client.close()
  await farEnd.close()
})

const options = (): ClientOptions => ({
  apiUrl: farEnd.url,
  deviceId: 'laptop-1',
  token: async (stale) => {
    tokens.push(stale)
    return stale === null ? reply : { ok: true, value: 'token-2' }
  },
  epoch: () => known,
  now: () => Date.parse('2026-04-10T12:00:00Z'),
  timeoutMs: 500,
})

const failure = (kind: string, code: string, rest: object = {}) => ({
  failure: expect.objectContaining({ kind, error: expect.objectContaining({ code }), ...rest }),
})

test('a good answer comes without its envelope; device, token and history go with the request', async () => {
  known = 'epoch-1'
  expect(await client.scopes([])).toEqual(farEnd.model.scopes())
  await client.changes('0427:2026', 0)
  expect(
    farEnd.asked.map(({ headers }) => [headers['x-device-id'], headers.authorization, headers[EPOCH_HEADER]]),
  ).toEqual([
    ['laptop-1', 'Bearer token-1', 'epoch-1'],
    ['laptop-1', 'Bearer token-1', 'epoch-1'],
  ])
})

test('a 401 is answered once with a fresh token; a second one needs a sign-in', async () => {
  farEnd.fault = ({ headers }, response) =>
    headers.authorization === 'Bearer token-1' && refuseWith(response, 401, 'EXPIRED_TOKEN')
  expect((await client.scopes([])).epoch).toBe('epoch-1')
  expect(tokens).toEqual([null, 'token-1'])
  farEnd.fault = (_, response) => refuseWith(response, 401, 'INVALID_TOKEN')
  await expect(client.scopes([])).rejects.toMatchObject(failure('sign-in', 'SIGN_IN_REQUIRED'))
  expect(farEnd.asked).toHaveLength(4)
})

test('without a token nothing is sent, and why is passed on', async () => {
  reply = { ok: false, error: { code: 'SIGN_IN_REQUIRED', message: 'Sign in again.', issues: [] } }
  await expect(client.scopes([])).rejects.toMatchObject(failure('sign-in', 'SIGN_IN_REQUIRED'))
  reply = { ok: false, error: { code: 'OFFLINE', message: 'No network.', issues: [] } }
  await expect(client.scopes([])).rejects.toMatchObject(failure('lost', 'OFFLINE'))
  expect(farEnd.asked).toEqual([])
})

const html =
  (status: number, headers: Record<string, string> = {}) =>
  (_: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers })
    response.end('<html>Welcome to Hotel Wi-Fi</html>')
    return true
  }

test('a hotel page, a redirect to one, or an answer without our mark is not the server', async () => {
  for (const fault of [
    html(200),
    html(302, { location: 'http://portal.test' }),
    html(511),
    html(401),
    html(404),
    html(200, { [EPOCH_HEADER]: 'epoch-1' }),
  ]) {
    farEnd.fault = fault
    await expect(client.scopes([])).rejects.toMatchObject(failure('blocked', 'NETWORK_BLOCKED'))
    await expect(client.scopes([])).rejects.toThrow('sign in to the network')
  }
  farEnd.fault = (_, response, answer) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        success: true,
        data: answer(),
        message: '',
        timestamp: new Date().toISOString(),
        requestId: 'req_1',
        version: '1.0',
        errors: [],
      }),
    )
    return true
  }
  await expect(client.scopes([])).rejects.toMatchObject(failure('blocked', 'NETWORK_BLOCKED'))
})

test('a cut connection, silence, half an answer and a server in trouble all leave the outcome open', async () => {
  const cases: FarEnd['fault'][] = [
    (_, response) => response.destroy() !== undefined,
    () => true,
    (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '5000',
        [EPOCH_HEADER]: 'epoch-1',
      })
      response.end('{"success":true,"data":')
      response.destroy()
      return true
    },
    html(502),
    (_, response) => refuseWith(response, 500, 'DATABASE_ERROR'),
  ]
  for (const fault of cases) {
    farEnd.fault = fault
    await expect(client.scopes([])).rejects.toMatchObject(failure('lost', 'OFFLINE'))
  }
  await farEnd.close()
  await expect(client.scopes([])).rejects.toMatchObject(failure('lost', 'OFFLINE'))
  farEnd = await startFarEnd()
})

test('an answer in a form nobody agreed on changes nothing', async () => {
  farEnd.fault = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', [EPOCH_HEADER]: 'epoch-1' })
    response.end(
      JSON.stringify({
        success: true,
        data: { epoch: 7 },
        message: '',
        timestamp: new Date().toISOString(),
        requestId: 'req_1',
        version: '1.0',
        errors: [],
      }),
    )
    return true
  }
  await expect(client.scopes([])).rejects.toMatchObject(failure('lost', 'INTEGRATION_ERROR'))
})

test('asked to wait, in seconds or until a date, it says how long', async () => {
  farEnd.fault = (_, response) => refuseWith(response, 429, 'RATE_LIMIT_EXCEEDED', { 'retry-after': '7' })
  await expect(client.scopes([])).rejects.toMatchObject(
    failure('throttled', 'RATE_LIMIT_EXCEEDED', { retryAfterMs: 7000 }),
  )
  farEnd.fault = html(503, { 'retry-after': 'Fri, 10 Apr 2026 12:00:30 GMT' })
  await expect(client.scopes([])).rejects.toMatchObject(failure('throttled', 'OFFLINE', { retryAfterMs: 30_000 }))
})

test('every other refusal has its own way on', async () => {
  const cases = [
    [410, 'EPOCH_CHANGED', 'epoch'],
    [410, 'CURSOR_EXPIRED', 'cursor'],
    [413, 'PAYLOAD_TOO_LARGE', 'too-large'],
    [426, 'CLIENT_TOO_OLD', 'too-old'],
    [403, 'INSUFFICIENT_PERMISSIONS', 'forbidden'],
    [409, 'VERSION_CONFLICT', 'epoch'],
    [400, 'INVALID_DATA_TYPE', 'refused'],
    [500, 'CALCULATION_ERROR', 'broken'],
    [422, 'IDEMPOTENCY_KEY_REUSED', 'refused'],
  ] as const
  for (const [status, code, kind] of cases) {
    farEnd.fault = (_, response) => refuseWith(response, status, code)
    await expect(client.changes('0427:2026', 0)).rejects.toMatchObject(failure(kind, code))
  }
})

test('an answer from another history than the one that is followed is not taken, except for the list of scopes', async () => {
  known = 'epoch-0'
  await expect(client.changes('0427:2026', 0)).rejects.toMatchObject(failure('epoch', 'EPOCH_CHANGED'))
  expect((await client.scopes([])).epoch).toBe('epoch-1')
})

test('a large push goes packed, a small one as it is, and both say which Frontline asks', async () => {
  const versioned = openClient({ ...options(), version: '1.4.0' })
  const ops = Array.from({ length: 20 }, () => anOp())
  await versioned.push(ops)
  await versioned.push(ops.slice(0, 1))
  expect(
    farEnd.asked.map(({ headers, body }) => [headers['content-encoding'], headers['x-client-version'], body]),
  ).toEqual([
    ['gzip', '1.4.0', { ops }],
    [undefined, '1.4.0', { ops: ops.slice(0, 1) }],
  ])
  expect(versioned.requestId()).toBe('req_test')
  versioned.close()
})

test('after five requests that nobody answered the host is left alone, and the person is told the same', async () => {
  const breaking = openClient({ ...options(), breaker: hostBreaker() })
  farEnd.fault = (_, response) => refuseWith(response, 503, 'DATABASE_ERROR')
  for (let i = 0; i < 8; i += 1) await expect(breaking.scopes([])).rejects.toMatchObject(failure('lost', 'OFFLINE'))
  expect(farEnd.asked).toHaveLength(5)
  breaking.close()
})

test('an answer of the server that refuses is an answer: it does not open the breaker', async () => {
  const breaking = openClient({ ...options(), breaker: hostBreaker() })
  farEnd.fault = (_, response) => refuseWith(response, 413, 'PAYLOAD_TOO_LARGE')
  for (let i = 0; i < 8; i += 1)
    await expect(breaking.scopes([])).rejects.toMatchObject(failure('too-large', 'PAYLOAD_TOO_LARGE'))
  expect(farEnd.asked).toHaveLength(8)
  breaking.close()
})

test('a clock that is not the server’s is told with every answer of ours, and never by a page in its place', async () => {
  const told: number[] = []
  const watching = openClient({ ...options(), onClock: (aheadMs) => told.push(aheadMs) })
  await watching.scopes([])
  expect(told).toHaveLength(1)
  // The far end tells the time of this machine; the laptop's clock stands on a day of April 2026.
  const expected = Date.parse('2026-04-10T12:00:00Z') - Date.now()
  expect(Math.abs((told[0] ?? 0) - expected)).toBeLessThan(60_000)
  farEnd.fault = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<html>Welcome</html>')
    return true
  }
  await expect(watching.scopes([])).rejects.toMatchObject(failure('blocked', 'NETWORK_BLOCKED'))
  expect(told).toHaveLength(1)
  watching.close()
})

test('a certificate that is not valid at the time of this computer is told as a matter of its clock', () => {
  const said = (code: string) => offline(Object.assign(new Error(code), { code })).failure.error.message
  expect(said('CERT_NOT_YET_VALID')).toContain('Check your computer’s clock')
  expect(said('CERT_HAS_EXPIRED')).toContain('Check your computer’s clock')
  expect(said('ECONNREFUSED')).not.toContain('clock')
})

test('a request that took too long is told apart from a connection that was cut', async () => {
  farEnd.fault = () => true // never a word
  await expect(client.scopes([])).rejects.toMatchObject({ failure: { kind: 'lost', timedOut: true } })
  farEnd.fault = (_, response) => {
    response.destroy()
    return true
  }
  await expect(client.scopes([])).rejects.toMatchObject({ failure: { kind: 'lost', timedOut: false } })
})
