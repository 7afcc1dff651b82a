import { afterEach, beforeEach, expect, test } from 'vitest'
import { daysOf, monthsOf } from '../../../shared/core/calendar.ts'
import { ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'

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

const usual = () =>
  ProfitAndLoss.parse(readProfitAndLoss(laptop.db, { siteId: '0427', year: 2026 }, TODAY)).usual.map(
    ({ month, expected, lies }) => [month, expected, lies],
  )

test('a month on budget is surprising when the site’s own weeks say otherwise, and the month after the last loaded day still has a range', async () => {
  const months = [...monthsOf(2025).slice(6), '2026-01', '2026-02', '2026-03']
  for (const day of months.flatMap(daysOf)) {
    const isJump = day >= '2026-03-01'
    model.write({ scenario: 'actual', lineId: 'externalRevenue', period: day, value: isJump ? 900_00 : 500_00 })
  }
  // the budget knew of the jump
  model.write({ scenario: 'budget', lineId: 'externalRevenue', period: '2026-03', value: 31 * 900_00 })
  await laptop.sync()
  const found = usual()
  expect(found).toContainEqual(['2026-02', '14000', 'inside'])
  expect(found).toContainEqual(['2026-03', '15500', 'above'])
  // May lies a month beyond the last loaded day, June further
  expect(found.map(([month]) => month)).not.toContain('2026-06')
})

test('a site that is not loaded yet has no range, which is no surprise', async () => {
  model.write({ scenario: 'budget', lineId: 'externalRevenue', period: '2026-05', value: 500_00 })
  await laptop.sync()
  expect(usual()).toEqual([])
})
