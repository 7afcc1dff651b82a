import { expect, test } from 'vitest'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { openStore } from '../store/open-store.ts'
import { readMoves } from '../store/submissions.ts'
import { demoSites } from './sites.ts'
import { seedDemo } from './seed-demo.ts'

test('sites beyond the first three are submitted, returned and approved in turn, once', async () => {
  const store = await openStore()
  await seedDemo(store.db, { sites: 7, today: DEMO_TODAY })
  await seedDemo(store.db, { sites: 7, today: DEMO_TODAY })
  const ids = demoSites(7).map(({ siteId }) => siteId)
  const moves = await readMoves(store.db, ids, '2026-04')
  const told = ids.map((id) => moves.filter(({ siteId }) => siteId === id).map(({ state }) => state))
  expect(told).toEqual([[], [], [], [], ['submitted'], ['submitted', 'returned'], ['submitted', 'approved']])
  expect(moves.find(({ state }) => state === 'returned')?.cells).toEqual([
    { lineId: 'valetDaily', period: '2026-04-16' },
  ])
  await store.close()
})
