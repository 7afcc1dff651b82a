import { describe, expect, test } from 'vitest'
import type { StatisticsDocument } from '../../shared/contract/statistics.ts'
import type { InjectedApi } from './injected-api.ts'

/** Statistics of more than a month, and what stands beside the typed values (domain.md 2.7, 15). */
export function statisticsWindowSuite(api: () => InjectedApi): void {
  const read = (period: string, query = '') =>
    api().ask<StatisticsDocument>('GET', `/statistics/0612/${period}${query}`, { as: 'mara' })
  const write = async (period: string, query: string, body: unknown) =>
    api().ask<StatisticsDocument>('PUT', `/statistics/0612/${period}${query}`, {
      as: 'mara',
      body,
      headers: { 'if-match': String((await read(period, query)).headers['etag']) },
    })

  describe('the window of statistics', () => {
    test('three months are the days of each of them, with the highest version of all', async () => {
      const window = (await read('2026-09', '?months=3')).data
      const months = await Promise.all(['2026-09', '2026-10', '2026-11'].map(async (month) => (await read(month)).data))
      expect(window.days).toEqual(months.flatMap(({ days }) => days))
      expect([window.months, window.rowVersion]).toEqual([
        3,
        String(Math.max(...months.map(({ rowVersion }) => Number(rowVersion)))),
      ])
      const vehicles = months.reduce((sum, { statistics }) => sum + (statistics.valetVehicles ?? 0), 0)
      expect(window.statistics.valetVehicles).toBeCloseTo(vehicles, 6)
      expect((await read('2026-09', '?months=4')).status).toBe(400)
    })

    test('a write into the window reaches each month, and a day outside it is named', async () => {
      const written = await write('2026-09', '?months=3', {
        days: [
          { date: '2026-09-02', selfDaily: 21 },
          { date: '2026-11-30', selfDaily: 23 },
        ],
      })
      const typed = written.data.days.filter(({ date }) => ['2026-09-02', '2026-11-30'].includes(date))
      expect(typed.map(({ forecast }) => forecast.selfDaily)).toEqual([21, 23])
      const outside = await write('2026-09', '?months=2', { days: [{ date: '2026-11-30', selfDaily: 24 }] })
      expect(outside.body.errors.map(({ code, field }) => [code, field])).toEqual([['INVALID_PERIOD', 'days.0.date']])
    })

    test('the prior year of a day is the actual of the same weekday, 364 days before', async () => {
      const { days } = (await read('2026-05')).data
      const lastYear = new Map((await read('2025-05', '?months=2')).data.days.map((day) => [day.date, day.actual]))
      expect(days[9]?.date).toBe('2026-05-10') // a Sunday, as 11 May 2025 was
      expect(days[9]?.priorYear).toEqual(lastYear.get('2025-05-11'))
      expect(days[9]?.priorYear?.selfDaily).not.toBeNull()
      expect((await read('2027-08')).data.days[0]?.priorYear).toBeNull()
    })

    test('the input mode is the way more days say it, and holds a writer who names it to it', async () => {
      expect((await read('2026-12')).data.inputMode).toBe('Percentage')
      const refused = await write('2026-12', '', {
        inputMode: 'Percentage',
        days: [{ date: '2026-12-01', occupiedRooms: 90 }],
      })
      expect(refused.body.errors).toEqual([
        {
          code: 'INVALID_DATA_TYPE',
          field: 'days.0.occupiedRooms',
          message: 'Occupied rooms is computed in this input mode; give occupancy.',
          details: { providedValue: 90, expectedFormat: 'occupancy' },
        },
      ])
      const taken = await write('2026-12', '', {
        inputMode: 'OccupiedRooms',
        days: [{ date: '2026-12-01', occupiedRooms: 90 }],
      })
      expect([taken.status, taken.data.inputMode]).toEqual([200, 'OccupiedRooms'])
    })

    test('more rooms than the hotel has are stored and told as a warning', async () => {
      const written = await write('2026-12', '', { days: [{ date: '2026-12-02', occupiedRooms: 185 }] })
      expect((written.data as unknown as { warnings: unknown }).warnings).toEqual([
        { field: 'days.0.occupiedRooms', message: 'More rooms than the site has (184).' },
      ])
      expect(written.data.days[1]?.forecast.occupiedRooms).toBe(185)
    })

    test('each data set says when it last changed', async () => {
      const { asOf } = (await read('2026-04')).data
      expect([asOf.scheduled, asOf.actual, asOf.budget]).toEqual([
        null,
        '2026-04-10T06:00:00.000Z',
        '2026-04-10T06:00:00.000Z',
      ])
    })
  })
}
