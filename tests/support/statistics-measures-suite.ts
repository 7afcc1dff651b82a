import { describe, expect, test } from 'vitest'
import type { StatisticsDocument } from '../../shared/contract/statistics.ts'
import { must } from '../../shared/core/bug.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

type Explained = { total: number | null; remark: string | null; steps: { given: { name: string; value: string }[] }[] }
type Productivity = {
  months: ({ month: string } & Record<Measure, number | null>)[]
  total: Record<Measure, Explained>
}
type Measure = 'vehiclesPerLaborHour' | 'payrollPerInternalRevenue' | 'revenuePerLaborHour'
type Trends = {
  until: string
  periods: string[]
  knownDays: number[]
  series: Record<string, (number | null)[]>
}
type SitesMedian = { median: number | null; sites: number; remark: string | null }
type Benchmarks = {
  period: string
  measures: { id: string; value: number | null; days: number; district: SitesMedian; region: SitesMedian }[]
}
type PlView = { rows: { code: string; total: { trend: number | null } }[] }

/** Productivity, trends and benchmarks of a site over the API (domain.md 15). */
export function statisticsMeasuresSuite(api: () => InjectedApi): void {
  const ask = <T>(path: string, as = 'mara') => api().ask<T>('GET', path, { as })
  const faults = ({ status, body }: Answer) => [status, ...body.errors.map(({ code, field }) => `${field}: ${code}`)]
  const productivity = async (period: string, site = '0427') =>
    (await ask<Productivity>(`/statistics/${site}/productivity?period=${period}`)).data
  const trends = async (timeframe: string, query = '') =>
    (await ask<Trends>(`/statistics/0427/trends/${timeframe}${query}`)).data
  const givenOf = ({ steps }: Explained, name: string) =>
    Number(steps[0]?.given.find((one) => one.name === name)?.value ?? Number.NaN)

  describe('productivity', () => {
    test('is made of the statistics of the month, its hours, and the P&L', async () => {
      for (const month of ['2026-03', '2026-04', '2026-06']) {
        const { statistics } = (await ask<StatisticsDocument>(`/statistics/0427/${month}`)).data
        const { rows } = (await ask<PlView>(`/pl-view/0427/${month}`)).data
        const trend = (code: string) => rows.find((row) => row.code === code)?.total.trend ?? Number.NaN
        const { total } = await productivity(month)
        const vehicles = givenOf(total.vehiclesPerLaborHour, 'vehicles')
        const hours = givenOf(total.vehiclesPerLaborHour, 'hours')
        expect(vehicles).toBeCloseTo((statistics.valetVehicles ?? 0) + (statistics.selfParkVehicles ?? 0), 4)
        expect(total.vehiclesPerLaborHour.total).toBeCloseTo(vehicles / hours, 2)
        expect(total.revenuePerLaborHour.total).toBeCloseTo(trend('ExternalRevenue') / hours, 2)
        const ratio = (trend('Payroll') / trend('InternalRevenue')) * 100
        expect(total.payrollPerInternalRevenue.total).toBeCloseTo(ratio, 2)
      }
    })

    test('of a closed month counts the hours the labor system told', async () => {
      const rows = await api()
        .store.db.selectFrom('cell')
        .select('value')
        .where('site_id', '=', '0427')
        .where('scenario', '=', 'actual')
        .where('line_id', 'like', 'payroll.hours.%')
        .where('period', 'like', '2026-03-%')
        .execute()
      const hours = rows.reduce((sum, { value }) => sum + (value ?? 0), 0) / 100
      expect(hours).toBeGreaterThan(0)
      expect(givenOf((await productivity('2026-03')).total.vehiclesPerLaborHour, 'hours')).toBeCloseTo(hours, 6)
    })

    test('of a year has each month as it stands alone, and of the whole the sums, not the mean', async () => {
      const year = (await ask<Productivity>('/statistics/0431/productivity')).data
      const months = await Promise.all(year.months.map(({ month }) => productivity(month, '0431')))
      expect(year.months).toEqual(months.flatMap((one) => one.months))
      const sum = (name: string) =>
        months.reduce((total, one) => total + givenOf(one.total.vehiclesPerLaborHour, name), 0)
      expect(year.total.vehiclesPerLaborHour.total).toBeCloseTo(sum('vehicles') / sum('hours'), 2)
    })

    test('of a month nobody planned has no answer and says why', async () => {
      const { total } = await productivity('2027-09')
      expect([total.vehiclesPerLaborHour.total, total.payrollPerInternalRevenue.total]).toEqual([null, null])
      expect(total.payrollPerInternalRevenue.remark).toContain('Internal revenue')
      expect(faults(await ask('/statistics/0427/productivity?period=2026-13'))).toEqual([
        400,
        'period: INVALID_DATA_TYPE',
      ])
      expect(faults(await ask('/statistics/0427/productivity?period=2029'))).toEqual([
        404,
        'period: PERIOD_NOT_AVAILABLE',
      ])
    })
  })

  describe('trends', () => {
    test('thirty days end with the latest loaded one, and each day is what was loaded of it', async () => {
      const { until, periods, series, knownDays } = await trends('30d')
      const [march, april] = await Promise.all(
        ['2026-03', '2026-04'].map(async (month) => (await ask<StatisticsDocument>(`/statistics/0427/${month}`)).data),
      )
      const loaded = new Map(
        [...must(march, 'March').days, ...must(april, 'April').days].map((day) => [day.date, day.actual]),
      )
      expect([until, periods.length, periods[0], periods.at(-1)]).toEqual([
        '2026-04-09',
        30,
        '2026-03-11',
        '2026-04-09',
      ])
      expect(knownDays).toEqual(periods.map((day) => (loaded.get(day) ? 1 : 0)))
      for (const id of ['occupiedRooms', 'occupancy', 'selfDaily', 'driveInRatio', 'externalRevenue'] as const)
        expect([id, series[id]]).toEqual([id, periods.map((day) => loaded.get(day)?.[id] ?? null)])
    })

    test('twelve months add up, ratios from the sums; nothing that was only expected is in them', async () => {
      const { periods, series, knownDays } = await trends('12m', '?until=2026-05-20')
      expect([periods.length, periods[0], periods.at(-1)]).toEqual([12, '2025-06', '2026-05'])
      const { statistics } = (await ask<StatisticsDocument>('/statistics/0427/2026-03')).data
      expect([series['occupancy']?.[9], series['driveInRatio']?.[9], knownDays[9]]).toEqual([
        statistics.occupancy,
        statistics.driveInRatio,
        31,
      ])
      expect([knownDays[10], knownDays[11], series['selfDaily']?.[11]]).toEqual([9, 0, null])
    })

    test('a timeframe nobody offers and a day that is none are refused by name', async () => {
      const unknown = await ask('/statistics/0427/trends/7d')
      expect(unknown.body.errors).toEqual([
        {
          code: 'INVALID_DATA_TYPE',
          field: 'timeframe',
          message: expect.any(String) as string,
          details: { providedValue: '7d', expectedFormat: 'one of 30d, 90d, 12m' },
        },
      ])
      expect(unknown.status).toBe(400)
      expect(faults(await ask('/statistics/0427/trends/30d?until=2026-02-30'))).toEqual([
        400,
        'until: INVALID_DATA_TYPE',
      ])
      expect(faults(await ask('/statistics/0427/trends/30d?until=2031-02-03'))).toEqual([
        404,
        'until: PERIOD_NOT_AVAILABLE',
      ])
    })
  })

  describe('benchmarks', () => {
    test('a site’s own values are those of its statistics and its productivity of the last closed month', async () => {
      const { data } = await ask<Benchmarks>('/statistics/0427/benchmarks')
      const { statistics } = (await ask<StatisticsDocument>('/statistics/0427/2026-03')).data
      const { series } = await trends('12m')
      const { total } = await productivity('2026-03')
      expect([data.period, ...data.measures.map(({ id, value, days }) => [id, value, days])]).toEqual([
        '2026-03',
        ['occupancy', statistics.occupancy, 31],
        ['driveInRatio', statistics.driveInRatio, 31],
        ['captureRatio', series['captureRatio']?.[10], 31],
        ['vehiclesPerLaborHour', total.vehiclesPerLaborHour.total, 31],
      ])
    })

    test('where only two others stand beside it no median is told, and none of them is named', async () => {
      const { data } = await ask<Benchmarks>('/statistics/0427/benchmarks', 'owen')
      for (const { district, region } of data.measures)
        expect([district.median, district.sites, region.median, region.sites]).toEqual([null, 2, null, 2])
      expect(JSON.stringify(data)).not.toMatch(/0431|0612|Lakeside|Union/)
    })

    test('a month of which nothing is loaded has no values', async () => {
      const { data } = await ask<Benchmarks>('/statistics/0427/benchmarks?period=2026-10')
      expect(data.measures.map(({ value, days, district }) => [value, days, district.sites])).toEqual(
        data.measures.map(() => [null, 0, 0]),
      )
    })
  })
}
