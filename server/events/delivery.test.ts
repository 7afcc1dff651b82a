import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../store/open-store.ts'
import { claimEvents, waitingSites } from '../store/events.ts'
import { startDelivery } from './delivery.ts'
import type { ForecastEvent } from './forecast-event.ts'

const NOW = new Date('2026-04-10T15:00:00Z')
let store: Store
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const commit = (siteId: string, month: string) =>
  store.db
    .insertInto('event')
    .values({
      id: crypto.randomUUID(),
      type: 'PLViewRefreshed',
      site_id: siteId,
      year: 2026,
      months: JSON.stringify([month]),
      at: NOW,
    })
    .execute()
const told = (events: readonly Pick<ForecastEvent, 'siteId' | 'months'>[]) =>
  events.map(({ siteId, months }) => `${siteId} ${months.join()}`)

test('a site’s events are taken in order, and nobody gets later ones while somebody has earlier ones', async () => {
  await commit('0427', '2026-05')
  await commit('0612', '2026-05')
  await commit('0427', '2026-06')
  expect((await waitingSites(store.db, NOW)).map(({ siteId }) => siteId)).toEqual(['0427', '0612'])
  const first = await claimEvents(store.db, '0427', NOW, 60_000, 1)
  const meanwhile = await claimEvents(store.db, '0427', NOW, 60_000, 1)
  const other = await claimEvents(store.db, '0612', NOW, 60_000, 1)
  expect([first, meanwhile, other].map(told)).toEqual([['0427 2026-05'], [], ['0612 2026-05']])
  const later = new Date(NOW.getTime() + 60_001)
  expect(told(await claimEvents(store.db, '0427', later, 60_000, 100))).toEqual(['0427 2026-05', '0427 2026-06'])
  await store.db.deleteFrom('event').execute()
})

test('a site whose figures cannot be computed does not hold the others up, and waits for the next time', async () => {
  await commit('0427', '2026-05')
  await commit('0612', '2026-05')
  const published: ForecastEvent[] = []
  const failures: unknown[] = []
  let isBroken = true
  const delivery = startDelivery({
    db: store.db,
    bus: { publish: async (events) => void published.push(...events), close: async () => {} },
    now: () => NOW.getTime(),
    figures: async (siteId) => {
      if (siteId === '0427' && isBroken) throw new Error('no contract')
      return { flc: 1, flcToBudget: null }
    },
    report: (failure) => failures.push(failure),
  })
  delivery.nudge()
  await expect.poll(() => told(published)).toEqual(['0612 2026-05'])
  await expect.poll(() => failures.length).toBe(1)
  isBroken = false
  delivery.nudge()
  await expect.poll(() => told(published)).toEqual(['0612 2026-05', '0427 2026-05'])
  await commit('0427', '2026-07') // nobody is told of this one before the end
  await delivery.close()
  expect(told(published).at(-1)).toBe('0427 2026-07')
})
