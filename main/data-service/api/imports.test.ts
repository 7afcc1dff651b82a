import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_BASE } from '../../../shared/contract/api.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { openClient } from './client.ts'

let server: RunningServer
beforeAll(async () => {
  server = await runningServer({ demoSites: 1 })
})
afterAll(() => server.close())

test('a laptop hears from the server which row of which file a loaded cell came from', async () => {
  const rows = [
    { site: '0427', date: '2026-04-02', code: 'SD1', type: 'Vehicles', value: 7 },
    { site: '0427', date: '2026-04-02', code: 'VD1', type: 'Vehicles', value: 41 },
  ]
  const brought = await fetch(`${server.apiUrl}${API_BASE}/imports/daily-revenue`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await server.tokenFor('ines')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fileName: 'april.csv', rows }),
  })
  expect(brought.status).toBe(200)
  const token = await server.tokenFor('mara')
  const client = openClient({
    apiUrl: server.apiUrl,
    deviceId: 'laptop-1',
    token: async () => ({ ok: true, value: token }),
    epoch: () => null,
    now: Date.now,
  })
  const place = { siteId: '0427', period: '2026-04-02', scenario: 'actual' } as const
  expect(await client.imports({ ...place, lineId: 'valetDaily' })).toMatchObject({
    feed: 'daily-revenue',
    rows: [{ fileName: 'april.csv', line: 2, code: 'VD1', kind: 'Vehicles', value: '41' }],
    more: 0,
  })
  expect(await client.imports({ ...place, lineId: 'occupiedRooms' })).toEqual({ feed: null, rows: [], more: 0 })
  client.close()
})
