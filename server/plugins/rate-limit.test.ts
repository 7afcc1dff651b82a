import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, type InjectedApi, injectedApi } from '../../tests/support/injected-api.ts'
import { redis } from '../../tests/support/redis.ts'
import { openRedis } from '../cache/redis-cache.ts'
import { AppError } from '../../shared/core/errors.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { readConfig } from '../config.ts'

const rate = { windowSeconds: 900, requests: 3, strangers: 2 }
const told = ({ status, codes, headers }: Answer) => [
  status,
  codes[0],
  headers['ratelimit-limit'],
  headers['ratelimit-remaining'],
  headers['ratelimit-reset'],
  headers['retry-after'],
]

describe('how many requests are answered', () => {
  let store: Store
  let api: InjectedApi
  beforeAll(async () => {
    store = await openStore()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    api = await injectedApi({ store, demoSites: 0, rate })
    vi.useFakeTimers({ toFake: ['Date'], now: api.clock.now })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await api.close()
  })
  const me = (as: string, device = 'laptop-1') => api.ask('GET', '/me', { as, headers: { 'x-device-id': device } })
  const times = async (count: number, ask: () => Promise<Answer>) => {
    const answers: Answer[] = []
    for (let i = 0; i < count; i += 1) answers.push(await ask())
    return answers
  }

  test('every answer tells how many are left; one too many is told when to come back, and then is answered', async () => {
    const answers = await times(3, () => me('mara'))
    vi.setSystemTime(api.clock.now + 100_000)
    answers.push(await me('mara'))
    expect(answers.map(told)).toEqual([
      [200, undefined, '3', '2', '900', undefined],
      [200, undefined, '3', '1', '900', undefined],
      [200, undefined, '3', '0', '900', undefined],
      [429, 'RATE_LIMIT_EXCEEDED', '3', '0', '800', '800'],
    ])
    vi.setSystemTime(api.clock.now + 900_000)
    expect(told(await me('mara'))).toEqual([200, undefined, '3', '2', '900', undefined])
  })

  test('another person and another laptop go on', async () => {
    await times(4, () => me('mara'))
    expect([(await me('mara')).status, (await me('owen')).status, (await me('mara', 'laptop-2')).status]).toEqual([
      429, 200, 200,
    ])
  })

  test('naming a new laptop with every request helps for five laptops, no further', async () => {
    let laptop = 0
    const answers = await times(16, () => me('mara', `laptop-${(laptop += 1)}`))
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 15 }, () => 200), 429])
    expect((await me('owen', 'laptop-1')).status).toBe(200)
  })

  test('somebody who types is not hindered: sync has a count of its own, ten times as large', async () => {
    const scopes = () => api.ask('GET', '/sync/scopes', { as: 'mara' })
    const answers = await times(31, scopes)
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 429])
    expect(answers.at(0)?.headers['ratelimit-limit']).toBe('30')
    expect((await me('mara')).status).toBe(200)
  })

  test('requests without a sign-in are counted by address, bad tokens and unknown routes alike', async () => {
    const from = async (remoteAddress: string, path: string, authorization?: string) => {
      const url = `/api/v1/forecasting${path}`
      const headers = authorization === undefined ? {} : { authorization }
      return (await api.app.inject({ url, remoteAddress, headers })).statusCode
    }
    expect([
      await from('192.0.2.1', '/me', 'Bearer forged'),
      await from('192.0.2.1', '/nothing'),
      await from('192.0.2.1', '/me', 'Bearer forged'),
      await from('192.0.2.1', '/openapi.json'),
      await from('192.0.2.2', '/me'),
      await from('192.0.2.1', '/me', `Bearer ${await api.tokenOf('mara')}`),
    ]).toEqual([401, 404, 429, 429, 401, 200])
  })

  test('health is told however often it is asked', async () => {
    const answers = await times(6, () => api.ask('GET', '/health/live'))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  })

  test('a sign-in service that is down refuses nobody for asking too often', async () => {
    const down = await injectedApi({
      store,
      demoSites: 0,
      rate,
      verifyToken: () => Promise.reject(new AppError('INTEGRATION_ERROR', 'no issuer')),
    })
    const statuses = (await times(5, () => down.ask('GET', '/me', { as: 'mara' }))).map(({ status }) => status)
    await down.close()
    expect(statuses).toEqual([502, 502, 502, 502, 502])
  })

  test('by default a client has the contract’s 1,000 requests in 15 minutes', () => {
    expect(readConfig({ FRONTLINE_ISSUER: 'https://id.example.test' }).rate).toEqual({
      requests: 1000,
      strangers: 300,
      windowSeconds: 900,
    })
  })
})

test('servers that share a Redis share the count; without it they answer everybody', async () => {
  const server = await redis()
  const store = await openStore()
  const open = () => injectedApi({ store, demoSites: 0, rate, redisUrl: server.url })
  const [one, two] = [await open(), await open()]
  try {
    const ready = (api: InjectedApi) => api.ask<{ cache: string }>('GET', '/health/ready')
    for (const api of [one, two]) await expect.poll(async () => (await ready(api)).data.cache).toBe('ready')
    const statuses: number[] = []
    const shared = await one.tokenOf('mara')
    const me = async (api: InjectedApi) =>
      (await api.ask('GET', '/me', { token: api === one ? shared : await two.tokenOf('mara') })).status
    for (const api of [one, two, one, two, one]) statuses.push(await me(api))
    expect(statuses).toEqual([200, 200, 200, 429, 429])

    const client = openRedis(server.url, Math.random, () => {})
    if (!client.isReady) await once(client, 'ready')
    const [key = ''] = await client.keys('frontline:rate:laptop:*')
    const left = await client.pTTL(key)
    expect(left > 800_000 && left <= 900_000).toBe(true)
    await client.pExpire(key, 400_000)
    await me(one)
    expect(await client.pTTL(key)).toBeLessThanOrEqual(400_000) // one more request does not start the window anew
    client.destroy()

    await server.stop()
    await expect.poll(async () => (await ready(one)).data.cache).toBe('away')
    for (let i = 0; i < 5; i += 1) expect(await me(one)).toBe(200)
  } finally {
    await one.close()
    await two.close()
    await store.close()
    await server.close()
  }
})
