import { afterEach, beforeEach, expect, test } from 'vitest'
import { daysOf, monthsOf } from '../../../shared/core/calendar.ts'
import { ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'
import { readReview } from './review.ts'

const TODAY = '2026-04-10'
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

const DAYS = [...monthsOf(2025).slice(6), '2026-01', '2026-02', '2026-03'].flatMap(daysOf)
const READER = { roles: [], name: 'Mara', mayEdit: true }
const surprisesAt = (month: string) =>
  readReview(laptop.db, { siteId: '0427', month }, TODAY, READER).surprises.map(({ code }) => code)
const usual = () =>
  ProfitAndLoss.parse(readProfitAndLoss(laptop.db, { siteId: '0427', year: 2026 }, TODAY)).usual.map(
    ({ code, month, expected, lies, isSurprising }) => [code, month, expected, lies, isSurprising],
  )

test('a month on budget is surprising when the site’s own weeks say otherwise, and the month after the last loaded day still has a range', async () => {
  for (const day of DAYS) {
    const isJump = day >= '2026-03-01'
    model.write({ scenario: 'actual', lineId: 'externalRevenue', period: day, value: isJump ? 900_00 : 500_00 })
  }
  // the budget knew of the jump
  model.write({ scenario: 'budget', lineId: 'externalRevenue', period: '2026-03', value: 31 * 900_00 })
  await laptop.sync()
  const found = usual()
  expect(found).toContainEqual(['ExternalRevenue', '2026-02', '14000', 'inside', false])
  expect(found).toContainEqual(['ExternalRevenue', '2026-03', '15500', 'above', true])
  // May lies a month beyond the last loaded day, June further
  expect(found.map(([, month]) => month)).not.toContain('2026-06')
  expect(surprisesAt('2026-02')).toEqual([])
  expect(surprisesAt('2026-03')).toEqual(['ExternalRevenue'])
})

test('payroll by the same rule, from the labor system’s days: what is off by little money is told and is no surprise', async () => {
  for (const day of DAYS) {
    model.write({ scenario: 'actual', lineId: 'payroll.hours.GSA1', period: day, value: 500 })
    model.write({ scenario: 'actual', lineId: 'payroll.cost.GSA1', period: day, value: 60_00 })
    model.write({ scenario: 'actual', lineId: 'payroll.cost.MGR', period: day, value: 40_00 })
  }
  model.write({ scenario: 'actual', lineId: 'pl.payroll', period: '2026-01', value: 4_101_00 })
  model.write({ scenario: 'actual', lineId: 'pl.payroll', period: '2026-02', value: 2_900_00 })
  model.write({ scenario: 'actual', lineId: 'pl.payroll', period: '2026-03', value: 2_100_00 })
  await laptop.sync()
  expect(usual()).toEqual([
    ['Payroll', '2026-01', '3100', 'above', true],
    ['Payroll', '2026-02', '2800', 'above', false],
    ['Payroll', '2026-03', '3100', 'below', true],
  ])
  // hours without dollars: what the day cost is not known
  model.write({ scenario: 'actual', lineId: 'payroll.hours.VLT1', period: '2026-02-20', value: 500 })
  await laptop.sync()
  expect(usual().map(([, month]) => month)).toEqual(['2026-01', '2026-02'])
})

test('a small site’s month far off in percent is no surprise under the dollars of the settings', async () => {
  for (const day of DAYS) model.write({ scenario: 'actual', lineId: 'externalRevenue', period: day, value: 20_00 })
  model.write({ scenario: 'actual', lineId: 'pl.externalRevenue', period: '2026-02', value: 784_00 })
  await laptop.sync()
  expect(usual()).toContainEqual(['ExternalRevenue', '2026-02', '560', 'above', false])
})

test('a site that is not loaded yet has no range, which is no surprise', async () => {
  model.write({ scenario: 'budget', lineId: 'externalRevenue', period: '2026-05', value: 500_00 })
  await laptop.sync()
  expect(usual()).toEqual([])
})
