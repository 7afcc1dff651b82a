import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yearOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { NO_MASTER } from '../../shared/contract/reference.ts'
import { inCommitOrder } from '../store/commit.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { refreshSite } from '../store/reference.ts'
import { findSite } from '../store/sites.ts'
import { benchmarksView } from './benchmarks-view.ts'

const TODAY = '2026-04-10'
/** Rooms, overnight cars and hours of each day of March; so many of its days are loaded. */
type Loaded = { readonly rooms: number; readonly valet: number; readonly hours: number; readonly days?: number }

describe('benchmarks of a region (domain.md 15)', () => {
  let store: Store
  let seq = 1_000
  beforeAll(async () => {
    store = await openStore()
    await aSite('OWN', '12', { rooms: 90, valet: 45, hours: 30 })
    await aSite('D1', '12', { rooms: 50, valet: 40, hours: 10 })
    await aSite('D2', '12', { rooms: 60, valet: 30, hours: 10 })
    await aSite('D3', '12', { rooms: 80, valet: 20, hours: 10 })
    await aSite('R1', '11', { rooms: 10, valet: 9, hours: 1 })
    await aSite('R2', '11', { rooms: 0, valet: 8, hours: 0 })
    await aSite('SHORT', '11', { rooms: 99, valet: 99, hours: 99, days: 15 })
    await aSite('FAR', '13', { rooms: 99, valet: 99, hours: 99 }, 'east')
  })
  afterAll(() => store.close())

  async function aSite(siteId: string, districtId: string, loaded: Loaded, regionId = 'central') {
    const { rooms, valet, hours, days = 31 } = loaded
    const at = new Date('2026-04-10T12:00:00Z')
    const place = { districtId, districtName: `District ${districtId}`, regionId, regionName: regionId }
    const site = { siteId, name: `Garage ${siteId}`, ...place, totalRooms: 100, contractTypes: [], master: NO_MASTER }
    await inCommitOrder(store.db, async (tx) => {
      await refreshSite(tx, site, { id: 'test', at })
      const lines: readonly (readonly [string, number])[] = [
        ['occupiedRooms', rooms * 1e6],
        ['valetOvernight', valet * 1e6],
        ['selfOvernight', 10e6],
        ['payroll.hours.GSA1', hours * 100],
      ]
      const cells = Array.from({ length: days }, (_, i) => `2026-03-${String(i + 1).padStart(2, '0')}`).flatMap(
        (period) => lines.map(([line_id, value]) => ({ ...aCell(siteId, period), line_id, value })),
      )
      await tx.insertInto('cell').values(cells).execute()
    })
  }

  const aCell = (site_id: string, period: string) => ({
    site_id,
    period,
    scenario: 'actual' as const,
    year: yearOf(period),
    ver: 1,
    deleted: false,
    seq: (seq += 1),
    by_sub: 'test',
    by_name: 'Test',
    at: new Date('2026-04-10T12:00:00Z'),
  })
  const view = async (siteId: string, month = '2026-03') =>
    benchmarksView(store.db, must(await findSite(store.db, siteId), siteId), month, TODAY)

  test('a site stands beside the others of its district and of its region, and of no other region', async () => {
    const { measures } = await view('OWN')
    expect(
      measures.map(({ id, value, district, region }) => [
        id,
        value,
        district.median,
        district.sites,
        region.median,
        region.sites,
      ]),
    ).toEqual([
      // 50, 60, 80 % in the district; with 10 and 0 % in the region.
      ['occupancy', 0.9, 0.6, 3, 0.5, 5],
      // 50 of 50, 40 of 60, 30 of 80 cars and rooms; with 19 of 10. R2 has no rooms.
      ['driveInRatio', 0.6111, 0.6667, 3, 0.8333, 4],
      // 40 of 50, 30 of 40, 20 of 30 cars; with 9 of 19 and 8 of 18.
      ['captureRatio', 0.8182, 0.75, 3, 0.6667, 5],
      // 5, 4 and 3 cars an hour; R1 has 19, and R2 no hours.
      ['vehiclesPerLaborHour', 1.83, 4, 3, 4.5, 4],
    ])
  })

  test('a site of which less than half of the month is loaded is in no median, and still has values of its own', async () => {
    const { measures } = await view('SHORT')
    expect(measures.map(({ value, days }) => [value, days])).toEqual([
      [0.99, 15],
      [1.101, 15],
      [0.9083, 15],
      [1.1, 15],
    ])
    const others = (await view('R1')).measures
    expect(others.map(({ district }) => district.sites)).toEqual([1, 0, 1, 0])
  })

  test('a file of zeros after the last loaded day changes nothing', async () => {
    const before = await view('SHORT')
    const zeros = ['occupiedRooms', 'valetOvernight', 'selfOvernight', 'selfDaily'].flatMap((line_id) =>
      ['2026-03-16', '2026-03-31'].map((period) => ({ ...aCell('SHORT', period), line_id, value: 0 })),
    )
    await store.db.insertInto('cell').values(zeros).execute()
    expect(await view('SHORT')).toEqual(before)
  })

  test('names no other site', async () => {
    expect(JSON.stringify(await view('OWN'))).not.toMatch(/D1|D2|D3|R1|R2|SHORT|FAR/)
  })
})
