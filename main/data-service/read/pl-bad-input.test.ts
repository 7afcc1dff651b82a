import { afterEach, beforeEach, expect, test } from 'vitest'
import { varianceCell } from '../../../shared/calc/profit-and-loss/variance-view.ts'
import type { PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import { ProfitAndLoss, Rollup } from '../../../shared/contract/profit-and-loss.ts'
import { monthsOf } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { aSite, Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { readDrill } from './drill.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'
import { openRollups, type Rollups } from './rollup.ts'
import { readWhy } from './why.ts'

const M = 1_000_000
const TODAY = '2026-04-10'
const YEAR = 2026
/** Shared over the year from the anniversary of a contract whose start nobody entered: it cannot be worked out. */
const NO_ANNIVERSARY = {
  revenueShare: {
    thresholdStructures: [
      {
        revenueCodes: ['VD'],
        accumulationType: 'AnnualAnniversary',
        tiers: [{ sharePercentage: 12, limit: null }],
      },
    ],
  },
}
let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
let rollups: Rollups
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  laptop = await Laptop.open(folder.path, 'mara', model)
  rollups = openRollups(laptop.db)
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const put = (
  siteId: string,
  scenario: 'budget' | 'actual' | 'forecast',
  lineId: string,
  period: string,
  value: number,
) => model.write({ siteId, scenario, lineId, period, value })
const report = (siteId: string) => ProfitAndLoss.parse(readProfitAndLoss(laptop.db, { siteId, year: YEAR }, TODAY))
const trendOf = ({ rows }: Pick<ProfitAndLoss, 'rows'>, code: PlRowCode, month: string) =>
  rows.find((row) => row.code === code)?.cells[Number(month.slice(5)) - 1]?.amounts.trend ?? null
const company = async () => Rollup.parse(await rollups.read({ level: 'company', id: 'all', year: YEAR }, TODAY))

test('a site whose calculator fails says which month and why, shows its budget, and the others are still added', async () => {
  model.sites = [aSite(), aSite({ siteId: '0431', name: 'Lakeside Medical', referenceVer: 1 })]
  model.contracts.set('0431', NO_ANNIVERSARY)
  for (const siteId of ['0427', '0431']) {
    put(siteId, 'budget', 'pl.internalRevenue', '2026-06', 10_000_00)
    put(siteId, 'budget', 'pl.payroll', '2026-06', 4_000_00)
    put(siteId, 'budget', 'externalRevenue', '2026-06', 50_000_00)
    put(siteId, 'forecast', 'valetDaily', '2026-06-02', 9 * M)
    put(siteId, 'forecast', 'rate.valetDaily', '2026-06', 4000)
  }
  await laptop.sync()
  const failed = report('0431')
  expect(failed.error).toContain('needs the start date of the contract')
  expect([trendOf(failed, 'InternalRevenue', '2026-06'), trendOf(failed, 'ExternalRevenue', '2026-06')]).toEqual([
    '10000',
    trendOf(report('0427'), 'ExternalRevenue', '2026-06'),
  ])
  const all = await company()
  expect(all.sites.map(({ siteId, error }) => [siteId, error !== null])).toEqual([
    ['0427', false],
    ['0431', true],
  ])
  expect(trendOf(all, 'InternalRevenue', '2026-06')).toBe('20000')
  // what cannot be worked out still has a way down to what is stored
  const down = { siteId: '0431', year: YEAR, month: '2026-06', day: null, line: null }
  expect(readDrill(laptop.db, { ...down, code: 'ExternalRevenue' }, TODAY, 'Mara').days.length).toBeGreaterThan(0)
})

test('a site without rooms, budget, contract and forecast has a P&L of nothing, which is not zero', async () => {
  model.sites = [aSite({ totalRooms: 0 }), aSite({ siteId: '0431', name: 'Lakeside Medical' })]
  put('0431', 'budget', 'pl.payroll', '2026-06', 4_000_00)
  await laptop.sync()
  const { rows, hasForecast, hasReference, error } = report('0427')
  expect({ hasForecast, hasReference, error }).toEqual({ hasForecast: false, hasReference: false, error: null })
  expect(new Set(rows.flatMap(({ cells }) => cells.map(({ kind, amounts }) => `${kind} ${amounts.trend}`)))).toEqual(
    new Set(['empty null']),
  )
  for (const month of monthsOf(YEAR))
    for (const { code } of rows) {
      const key = { siteId: '0427', year: YEAR, code }
      expect(readDrill(laptop.db, { ...key, month, day: null, line: null }, TODAY, 'Mara').total).toBeNull()
      expect(readWhy(laptop.db, { ...key, months: [month], baseline: 'budget' }, TODAY)).toBeNull()
    }
  // the other site's budget is still there
  expect(trendOf(await company(), 'Payroll', '2026-06')).toBe('4000')
})

test('a baseline of zero has a difference and no percent; one below zero counts by its size', () => {
  const told = (value: number, baseline: number) => {
    const { variance, percent } = varianceCell({ value: new Decimal(value), baseline: new Decimal(baseline) }, 1)
    return [variance?.amount.toFixed(), 'value' in percent ? percent.value.toFixed(1) : percent.kind, variance?.verdict]
  }
  expect(told(1200, 0)).toEqual(['1200', 'not-applicable', 'favorable'])
  expect(told(0, 0)).toEqual(['0', 'not-applicable', 'on-plan'])
  expect(told(-150, -200)).toEqual(['50', '25.0', 'favorable'])
  expect(told(150, -200)).toEqual(['350', 'not-meaningful', 'favorable'])
})

test('a site that moves to another district in the middle of the year takes its whole year with it', async () => {
  model.sites = [aSite(), aSite({ siteId: '0431', name: 'Lakeside Medical' })]
  put('0427', 'budget', 'pl.payroll', '2026-02', 1_000_00)
  put('0427', 'budget', 'pl.payroll', '2026-09', 3_000_00)
  put('0431', 'budget', 'pl.payroll', '2026-09', 5_000_00)
  await laptop.sync()
  const district = async (id: string) =>
    trendOf(Rollup.parse(await rollups.read({ level: 'district', id, year: YEAR }, TODAY)), 'Payroll', '2026-09')
  expect(await district('12')).toBe('8000')
  model.sites = [
    aSite({ districtId: '14', districtName: 'District 14', regionName: 'West' }),
    aSite({ siteId: '0431', name: 'Lakeside Medical' }),
  ]
  await laptop.sync()
  rollups.changed('0427')
  expect([await district('12'), await district('14')]).toEqual(['5000', '3000'])
  expect(trendOf(await company(), 'Payroll', '2026-09')).toBe('8000')
  model.sites = [
    aSite({ districtId: '14', districtName: 'District 14', regionName: 'West' }),
    aSite({ siteId: '0431', name: 'Lakeside Medical', districtId: '14', districtName: 'District 14' }),
  ]
  await laptop.sync()
  await expect(rollups.read({ level: 'district', id: '12', year: YEAR }, TODAY)).rejects.toThrow(
    'None of the sites on this computer is in district 12.',
  )
})

test('a ledger that posted more than its days hold: the days are shown, and what is beyond them is named', async () => {
  model.sites = [aSite({ referenceVer: 1 })]
  model.jobs = [
    { code: 'VLT1', title: 'Valet attendant', familyId: 'Valet', averageRate: 20, employees: 4, annualSalary: null },
  ]
  put('0427', 'actual', 'pl.payroll', '2026-02', 1_000_00)
  put('0427', 'actual', 'payroll.hours.VLT1', '2026-02-03', 30_00)
  put('0427', 'actual', 'payroll.cost.VLT1', '2026-02-03', 640_50)
  await laptop.sync()
  const key = { siteId: '0427', year: YEAR, code: 'Payroll', month: '2026-02', line: null } as const
  const month = readDrill(laptop.db, { ...key, day: null }, TODAY, 'Mara')
  expect([month.total, month.rest]).toEqual(['1000', '359.5'])
  expect(month.days.find(({ day }) => day === '2026-02-03')).toEqual({
    day: '2026-02-03',
    kind: 'actual',
    amount: '640.5',
  })
})
