import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import { PlCellDetail, ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { daysOf } from '../../../shared/core/calendar.ts'
import { readProfitAndLoss, readProfitAndLossCell } from './profit-and-loss.ts'

const M = 1_000_000
const TODAY = '2026-04-10'
const KEY = { siteId: '0427', year: 2026 }
let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  laptop = await Laptop.open(folder.path, 'mara', model)
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const report = () => ProfitAndLoss.parse(readProfitAndLoss(laptop.db, KEY, TODAY))
const cells = (code: PlRowCode) => report().rows.find((row) => row.code === code)?.cells ?? []
const detail = (code: PlRowCode, month: string) =>
  PlCellDetail.parse(readProfitAndLossCell(laptop.db, { ...KEY, code, month }, TODAY))
const put = (scenario: 'budget' | 'actual' | 'forecast', lineId: string, period: string, value: number) =>
  model.write({ scenario, lineId, period, value })

test('a month is what is loaded plus open days × rate, and its parts add up to it', async () => {
  put('actual', 'valetDaily', '2026-04-01', 40 * M)
  put('actual', 'externalRevenue', '2026-04-01', 512_345)
  put('actual', 'externalRevenue', '2025-04-03', 77_701)
  put('actual', 'externalRevenue', '2025-04-04', 1_101)
  put('budget', 'valetDaily', '2026-04', 100 * M) // 3.333333 a day, the odd millionth on the first
  put('budget', 'selfDaily', '2026-04', 50 * M)
  put('budget', 'externalRevenue', '2026-04', 600_000)
  put('budget', 'rate.valetDaily', '2026-04', 4896)
  put('budget', 'rate.selfDaily', '2026-04', 2503)
  put('forecast', 'rate.valetDaily', '2026-04', 5001)
  await laptop.sync()
  laptop.write('valetDaily', '2026-04-16', 96 * M)
  const april = cells('ExternalRevenue')[3]
  // open days: 28 × 3.333333 or .333334, and 96 on the 16th; self 29 × 1.666667 or .666666
  const day = (whole: number, i: number) => Math.trunc((whole * M) / 30) + (i < (whole * M) % 30 ? 1 : 0)
  const valet = daysOf('2026-04').reduce((sum, _, i) => (i === 0 ? 0 : i === 15 ? sum + 96 * M : sum + day(100, i)), 0)
  const self = daysOf('2026-04').reduce((sum, _, i) => (i === 0 ? 0 : sum + day(50, i)), 0)
  const exact = new Decimal(valet).times(5001).plus(new Decimal(self).times(2503)).div(M).plus(512_345).div(100)
  expect(april).toMatchObject({
    kind: 'mixed',
    amounts: { trend: exact.toFixed(), budget: '6000', priorYear: '788.02' },
  })
  const sum = april?.parts.reduce((all, { value }) => all.plus(value ?? 0), new Decimal(0))
  expect(sum?.toFixed()).toBe(exact.toFixed())
  const { told } = detail('ExternalRevenue', '2026-04')
  expect(told.total).toBe(exact.toFixed())
  expect(told.parts.find(({ id }) => id === 'actualToDate')?.value).toBe('5123.45')
  expect(told.steps.flatMap(({ given }) => given.map(({ value }) => value))).toContain(
    new Decimal(valet).div(M).toFixed(),
  )
})

test('a typed number counts before it is sent, and a cleared one gives way to the budget again', async () => {
  put('budget', 'valetDaily', '2026-05', 31 * M)
  put('budget', 'rate.valetDaily', '2026-05', 1000)
  await laptop.sync()
  const may = () => {
    const { kind, amounts } = cells('ExternalRevenue')[4] ?? { kind: null, amounts: { trend: null } }
    return [kind, amounts.trend, report().hasForecast]
  }
  expect(may()).toEqual(['budget', '310', false])
  laptop.write('valetDaily', '2026-05-02', 5 * M)
  expect(may()).toEqual(['forecast', '350', true])
  laptop.write('valetDaily', '2026-05-02', null)
  expect(may()).toEqual(['budget', '310', false])
})

describe('every row of the P&L', () => {
  test('expenses come from the accounts, and contribution from the rows', async () => {
    put('budget', 'pl.internalRevenue', '2026-06', 90_000_00)
    put('budget', 'account.7115', '2026-06', 1_200_50)
    put('forecast', 'account.7115', '2026-06', 1_300_75)
    await laptop.sync()
    laptop.write('account.7115', '2026-06', 1_500_25)
    expect(cells('OtherExpense')[5]).toMatchObject({ kind: 'forecast', amounts: { trend: '1500.25' } })
    expect(cells('FLC')[5]?.amounts.trend).toBe('88499.75')
    expect(detail('OtherExpense', '2026-06').accounts).toMatchObject([
      { account: '7115', budget: '1200.5', forecast: '1500.25', used: '1500.25', from: 'forecast' },
    ])
  })

  test('without contract and staff the report says so, and the budget counts', async () => {
    put('budget', 'pl.payroll', '2026-06', 44_000_00)
    await laptop.sync()
    expect(cells('Payroll')[5]).toMatchObject({ kind: 'budget', amounts: { trend: '44000' } })
    expect(report()).toMatchObject({ hasReference: false, error: null })
    model.sites = model.sites.map((site) => ({ ...site, referenceVer: 1 }))
    await laptop.sync()
    expect(report().hasReference).toBe(true) // there is no contract and nobody works there, which is known now
  })

  test('a month of another year is refused by name', async () => {
    await laptop.sync()
    expect(() => readProfitAndLossCell(laptop.db, { ...KEY, code: 'FLC', month: '2025-06' }, TODAY)).toThrow(
      '2025-06 is not a month of 2026.',
    )
  })
})
