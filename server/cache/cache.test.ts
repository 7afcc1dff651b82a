import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { redis, type Redis } from '../../tests/support/redis.ts'
import { type Cache, LIFETIMES, siteYearTag, yearTag } from './cache.ts'
import { forgetOnChange } from './forget-on-change.ts'
import { inProcessBus } from '../events/in-process-bus.ts'
import { keeper, type Outcome } from './keeper.ts'
import { localCache } from './local-cache.ts'
import { openRedis, redisCache } from './redis-cache.ts'

const kept = { lifetime: 'default', tags: [] } as const

/** What every cache does, wherever it keeps its texts. */
function cacheSuite(
  where: string,
  open: () => Promise<{ cache: Cache; secondsLeft: (key: string) => Promise<number> }>,
) {
  describe(`a cache in ${where}`, () => {
    let cache: Cache
    let secondsLeft: (key: string) => Promise<number>
    beforeAll(async () => ({ cache, secondsLeft } = await open()))
    afterAll(() => cache.close())

    test('what is kept is read back, what never was is not', async () => {
      await cache.set('stats:0427:2026-05', '{"a":"ä"}', kept)
      expect([await cache.get('stats:0427:2026-05'), await cache.get('stats:0427:2026-06')]).toEqual([
        '{"a":"ä"}',
        null,
      ])
    })

    test('each kind of answer is kept as long as the contract says', async () => {
      for (const lifetime of ['static', 'budget', 'actual', 'default'] as const) {
        await cache.set(`lifetime:${lifetime}`, lifetime, { lifetime, tags: [] })
        expect(await secondsLeft(`lifetime:${lifetime}`)).toBe(LIFETIMES[lifetime])
      }
      expect(LIFETIMES).toEqual({ static: 3600, budget: 1800, actual: 300, default: 300 })
    })

    test('a tag takes along everything that carries it and nothing else', async () => {
      await cache.set('one', '1', { lifetime: 'default', tags: ['site:0427:2026', 'year:2026'] })
      await cache.set('two', '2', { lifetime: 'default', tags: ['year:2026'] })
      await cache.set('three', '3', { lifetime: 'default', tags: ['site:0612:2026'] })
      await cache.forget('site:0427:2026')
      const all = async () => [await cache.get('one'), await cache.get('two'), await cache.get('three')]
      expect(await all()).toEqual([null, '2', '3'])
      await cache.forget('year:2026')
      expect(await all()).toEqual([null, null, '3'])
    })

    test('a change of a site lets go of its year, of the next, and of what adds them up', async () => {
      const tags = (siteId: string, year: number) => [siteYearTag(siteId, year)]
      for (const [key, of] of Object.entries({
        'this year': tags('0427', 2026),
        'next year': tags('0427', 2027),
        'last year': tags('0427', 2025),
        'another site': tags('0612', 2026),
        rollup: [yearTag(2026)],
      })) {
        await cache.set(key, key, { lifetime: 'default', tags: of })
      }
      const heard: string[] = []
      const bus = inProcessBus()
      bus.listen(({ id }) => heard.push(id))
      await forgetOnChange(cache, bus).publish([
        { id: 'one', type: 'PLViewRefreshed', siteId: '0427', year: 2026, months: ['2026-05'], at: '' },
      ])
      const left = async (key: string) => (await cache.get(key)) !== null
      expect([
        heard,
        await left('this year'),
        await left('next year'),
        await left('last year'),
        await left('another site'),
        await left('rollup'),
      ]).toEqual([['one'], false, false, true, true, false])
    })
  })
}

let clock = Date.parse('2026-04-10T15:00:00Z')
cacheSuite('this process', async () => {
  const cache = localCache(() => clock)
  const secondsLeft = async (key: string) => {
    const start = clock
    while (clock < start + 10_000_000 && (await cache.get(key)) !== null) clock += 1000
    const seconds = (clock - start) / 1000 - 1
    clock = start
    return seconds
  }
  return { cache, secondsLeft }
})

describe('Redis', () => {
  let server: Redis
  const failures: unknown[] = []
  beforeAll(async () => {
    server = await redis()
  })
  afterAll(() => server.close())
  beforeEach(() => failures.splice(0))
  const report = (failure: unknown) => failures.push(failure)
  const open = async (history = 'one') => {
    const client = openRedis(server.url, () => 0.1, report)
    if (!client.isReady) await once(client, 'ready')
    return { client, cache: redisCache(client, history, report) }
  }

  cacheSuite('Redis', async () => {
    const { client, cache } = await open()
    return { cache, secondsLeft: (key) => client.ttl(`frontline:1.0:one:key:${key}`) }
  })

  test('two servers share what is kept', async () => {
    const [one, two] = [await open(), await open()]
    await one.cache.set('shared', 'by one', kept)
    expect(await two.cache.get('shared')).toBe('by one')
    const other = await open('another database')
    expect(await other.cache.get('shared')).toBeNull()
    await other.cache.close()
    await one.cache.close()
    await two.cache.close()
  })

  test('a Redis that goes away is a cache that knows nothing, and is used again when it is back', async () => {
    const { client, cache } = await open()
    await cache.set('before', 'kept', kept)
    await server.stop()
    const keep = keeper(cache, () => {})
    expect(await keep({ key: 'while', basis: '1', ...kept }, async () => 'made')).toBe('made')
    await cache.forget('any')
    expect([await cache.get('before'), failures.length > 0]).toEqual([null, true])
    await server.start()
    await expect.poll(() => client.isReady).toBe(true)
    await expect
      .poll(async () => {
        await cache.set('after', 'kept again', kept)
        return cache.get('after')
      })
      .toBe('kept again')
    await cache.close()
  })
})

describe('answers that are kept', () => {
  const counted: Outcome[] = []
  beforeEach(() => counted.splice(0))
  const open = () =>
    keeper(
      localCache(() => 0),
      (outcome) => counted.push(outcome),
    )
  const wanted = { key: 'pl', basis: 'as of 7', ...kept }

  test('the same answer is made once', async () => {
    const keep = open()
    expect([await keep(wanted, async () => 'first'), await keep(wanted, async () => 'second')]).toEqual([
      'first',
      'first',
    ])
    expect(counted).toEqual(['miss', 'hit'])
  })

  test('an answer is never older than what it is asked for', async () => {
    const keep = open()
    await keep(wanted, async () => 'old')
    expect(await keep({ ...wanted, basis: 'as of 70' }, async () => 'new')).toBe('new')
    expect(await keep({ ...wanted, basis: 'as of' }, async () => 'newest')).toBe('newest')
    expect(counted).toEqual(['miss', 'miss', 'miss'])
  })

  test('a hundred who ask at once are one computation', async () => {
    const keep = open()
    let made = 0
    const make = async () => `made ${(made += 1)}`
    const answers = await Promise.all(Array.from({ length: 100 }, () => keep(wanted, make)))
    expect([new Set(answers), made, counted.filter((one) => one === 'shared').length]).toEqual([
      new Set(['made 1']),
      1,
      99,
    ])
  })

  test('a failure reaches all who waited and is not kept', async () => {
    const keep = open()
    const fail = () => Promise.reject(new Error('no database'))
    const both = await Promise.allSettled([keep(wanted, fail), keep(wanted, fail)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await keep(wanted, async () => 'later')).toBe('later')
  })
})
