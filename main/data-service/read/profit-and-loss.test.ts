import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { daysOf } from '../../../shared/core/calendar.ts'
import { ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'
import { roundTogether } from './round-together.ts'

const M = 1_000_000
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

const row = () =>
  ProfitAndLoss.parse(readProfitAndLoss(laptop.db, { siteId: '0427', year: 2026 }, '2026-04-10')).rows[0]!
const put = (scenario: 'budget' | 'actual' | 'forecast', lineId: string, period: string, value: number) =>
  model.write({ scenario, lineId, period, value })

test('a month is what is loaded plus open days × rate, and its parts add up to the cent', async () => {
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
  put('budget', 'externalRevenue', '2026-05', 654_321)
  await laptop.sync()
  laptop.write('valetDaily', '2026-04-16', 96 * M)
  const { months, details } = row()
  // open days: 28 × 3.333333 or .333334, and 96 on the 16th; self 29 × 1.666667 or .666666
  const day = (whole: number, i: number) => Math.trunc((whole * M) / 30) + (i < (whole * M) % 30 ? 1 : 0)
  const valet = daysOf('2026-04').reduce((sum, _, i) => (i === 0 ? 0 : i === 15 ? sum + 96 * M : sum + day(100, i)), 0)
  const self = daysOf('2026-04').reduce((sum, _, i) => (i === 0 ? 0 : sum + day(50, i)), 0)
  const exact = new Decimal(valet).times(5001).plus(new Decimal(self).times(2503)).div(M).plus(512_345)
  expect(months[3]).toEqual({
    month: '2026-04',
    kind: 'mixed',
    value: exact.toDecimalPlaces(0).toNumber(),
    budget: 600_000,
    lastYear: 78_802,
  })
  const sum = details.reduce((all, detail) => all + (detail.months[3]?.value ?? 0), 0)
  expect(sum).toBe(months[3]?.value)
  expect(details.find((detail) => detail.id === 'valetDaily')?.months[3]).toMatchObject({
    statistic: new Decimal(valet).div(M).toFixed(),
    rate: 5001,
  })
  expect(details.find((detail) => detail.id === 'actualToDate')?.months[3]?.value).toBe(512_345)
  expect(months[4]).toEqual({ month: '2026-05', kind: 'budget', value: 654_321, budget: 654_321, lastYear: null })
  expect(months[5]).toEqual({ month: '2026-06', kind: 'empty', value: null, budget: null, lastYear: null })
})

test('a typed number counts before it is sent, and a cleared one gives way to the budget again', async () => {
  put('budget', 'valetDaily', '2026-05', 31 * M)
  put('budget', 'rate.valetDaily', '2026-05', 1000)
  await laptop.sync()
  expect(row().months[4]).toMatchObject({ kind: 'budget', value: 31_000 })
  laptop.write('valetDaily', '2026-05-02', 5 * M)
  expect(row().months[4]).toMatchObject({ kind: 'forecast', value: 35_000 })
  laptop.write('valetDaily', '2026-05-02', null)
  expect(row().months[4]).toMatchObject({ kind: 'budget', value: 31_000 })
})

test('always: amounts rounded together add up to their total rounded once, and none moves by more than a cent', () => {
  const amount = fc.option(fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => new Decimal(n).div(7000)))
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 10, size: 'max' }), (amounts) => {
      const { total, parts } = roundTogether(amounts)
      const known = amounts.filter((each) => each !== null)
      const exact = known.reduce((sum, each) => sum.plus(each), new Decimal(0))
      expect(total).toBe(known.length === 0 ? null : exact.times(100).toDecimalPlaces(0).toNumber() + 0)
      expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(total ?? 0)
      expect(parts.map((part) => part === null)).toEqual(amounts.map((each) => each === null))
      const moved = amounts.map((each, i) => (each === null ? 0 : each.times(100).minus(parts[i]!).abs().toNumber()))
      expect(Math.max(0, ...moved)).toBeLessThan(1.5)
    }),
  )
})
