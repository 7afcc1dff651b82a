import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type InjectedApi, injectedApi } from '../tests/support/injected-api.ts'
import { redis, type Redis } from '../tests/support/redis.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { DEMO_TODAY } from '../shared/core/defaults.ts'
import { openStore, type Store } from './store/open-store.ts'

describe('a server with a Redis', () => {
  let store: Store
  let server: Redis
  let api: InjectedApi
  beforeAll(async () => {
    store = await openStore()
    await seedDemo(store.db, { sites: 1, today: DEMO_TODAY })
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    server = await redis()
  })
  afterEach(async () => {
    await api.close()
    await server.close()
  })
  const open = async () => {
    api = await injectedApi({ store, demoSites: 0, redisUrl: server.url })
  }
  const ready = async () => {
    const { status, data } = await api.ask<{ status: string; cache: string }>('GET', '/health/ready')
    return [status, data.status, data.cache]
  }
  const becomes = async (cache: string) => {
    await expect.poll(ready).toEqual([200, 'ready', cache])
  }
  /** Somebody at work: reads what is kept, types, and reads what that made of it. */
  const work = async () => {
    const read = await api.ask('GET', '/pl-view/0427/2026-05', { as: 'mara' })
    const document = await api.ask('GET', '/statistics/0427/2026-11', { as: 'mara' })
    const headers = { 'if-match': String(document.headers['etag']) }
    const days = [{ date: '2026-11-03', valetDaily: Math.floor(Math.random() * 1000) }]
    const put = await api.ask('PUT', '/statistics/0427/2026-11', { as: 'mara', body: { days }, headers })
    const again = await api.ask('GET', '/statistics/0427/2026-11', { as: 'mara' })
    return [read.status, document.status, put.status, again.status, again.headers['etag'] === put.headers['etag']]
  }
  const WORKS = [200, 200, 200, 200, true]
  const failedCalls = async () => {
    const { payload } = await api.app.inject({
      url: '/api/v1/forecasting/metrics',
      headers: { authorization: `Bearer ${await api.tokenOf('ines')}` },
    })
    return Number(/^frontline_failed_calls_total\{system="redis"\} (\d+)/m.exec(payload)?.[1] ?? 0)
  }

  test('that is not there at the start starts without it, and uses it once it is there', async () => {
    await server.stop()
    await open()
    expect([await work(), await ready()]).toEqual([WORKS, [200, 'ready', 'away']])
    await server.start()
    await becomes('ready')
    expect(await work()).toEqual(WORKS)
  })

  test('that ends goes on without it, tells so, and counts what failed', async () => {
    await open()
    await becomes('ready')
    expect([await work(), await failedCalls()]).toEqual([WORKS, 0])
    await server.stop()
    await becomes('away')
    for (let i = 0; i < 5; i += 1) expect(await work()).toEqual(WORKS)
    expect(await failedCalls()).toBeGreaterThan(0)
    await server.start()
    await becomes('ready')
    expect(await work()).toEqual(WORKS)
  })

  test('that hangs goes on without it: after a few tries nobody waits for it any more', async () => {
    await open()
    await becomes('ready')
    server.hang()
    for (let i = 0; i < 5; i += 1) expect(await work()).toEqual(WORKS)
    const failures = await failedCalls()
    expect(failures).toBeGreaterThan(0)
    expect(await ready()).toEqual([200, 'ready', 'away'])
    server.goOn()
    await becomes('ready')
    expect(await work()).toEqual(WORKS)
  })
})
