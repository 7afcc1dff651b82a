import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import { readWhy } from './why.ts'

const M = 1_000_000
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

const put = (scenario: 'budget' | 'actual' | 'forecast', lineId: string, period: string, value: number) =>
  model.write({ scenario, lineId, period, value })
const why = (code: PlRowCode, month: string, baseline: 'budget' | 'prior-year' | 'record' = 'budget') =>
  readWhy(laptop.db, { siteId: '0427', year: 2026, code, months: [month], baseline }, TODAY)
const causes = (...question: Parameters<typeof why>) =>
  Object.fromEntries((why(...question)?.causes ?? []).map(({ id, amount }) => [id, amount]))

test('10 vehicles more, and a dollar more on each: volume at the old rate, rate at the new volume', async () => {
  put('budget', 'valetDaily', '2026-06', 30 * M)
  put('budget', 'rate.valetDaily', '2026-06', 4000)
  put('budget', 'externalRevenue', '2026-06', 1_190_00)
  put('forecast', 'rate.valetDaily', '2026-06', 4100)
  await laptop.sync()
  laptop.write('valetDaily', '2026-06-02', 11 * M)
  // 30 a month is one a day: one of them is 11 now, so 40 at 41.00 against a budget of 1,190.00.
  expect(why('ExternalRevenue', '2026-06')).toMatchObject({
    amount: '450',
    facts: [{ id: 'vehicles', before: '30', after: '40' }],
    contributions: { of: 'days' },
  })
  expect(causes('ExternalRevenue', '2026-06')).toEqual({ volume: '400', rate: '40', plan: '10' })
  expect(why('ExternalRevenue', '2026-06')?.contributions.list[0]).toMatchObject({ id: '2026-06-02' })
})

test('without a budget, or without anything at all, there is nothing to explain', async () => {
  put('forecast', 'account.7115', '2026-06', 1_300_75)
  await laptop.sync()
  for (const code of ['ExternalRevenue', 'InternalRevenue', 'Payroll', 'Pteb', 'Insurance', 'OtherExpense'] as const)
    expect([code, why(code, '2026-06'), why(code, '2026-06', 'prior-year')]).toEqual([code, null, null])
  expect(why('FLC', '2026-06', 'record')).toBeNull()
})

test('a budget of zero and one below zero are explained as any other', async () => {
  put('budget', 'account.7115', '2026-06', 0)
  put('forecast', 'account.7115', '2026-06', 1_300_75)
  put('budget', 'account.7115', '2026-07', -200_50)
  put('forecast', 'account.7115', '2026-07', 99_50)
  put('budget', 'pl.internalRevenue', '2026-07', -5_000_00)
  await laptop.sync()
  expect(why('OtherExpense', '2026-06')).toMatchObject({ baseline: '0', amount: '1300.75' })
  expect(causes('OtherExpense', '2026-06')).toEqual({ entered: '1300.75' })
  expect(causes('OtherExpense', '2026-07')).toEqual({ entered: '300' })
  expect(why('OtherExpense', '2026-07')?.contributions).toMatchObject({ of: 'accounts', list: [{ amount: '300' }] })
  // More expense lowers the contribution.
  expect(causes('FLC', '2026-07')).toEqual({ entered: '-300' })
})

test('a closed month is what was posted: the ledger of payroll has no drivers without staff', async () => {
  put('budget', 'pl.payroll', '2026-02', 44_000_00)
  put('actual', 'pl.payroll', '2026-02', 45_250_10)
  await laptop.sync()
  expect(why('Payroll', '2026-02')).toMatchObject({ amount: '1250.1', contributions: { of: 'nothing', list: [] } })
  expect(causes('Payroll', '2026-02')).toEqual({ rest: '1250.1' })
})
