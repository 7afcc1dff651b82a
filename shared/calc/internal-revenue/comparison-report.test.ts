import { describe, expect, test } from 'vitest'
import { aContract, d, text } from '../../../tests/support/a-contract.ts'
import { compareWithBilled, type LedgerRow } from './comparison-report.ts'
import { invoiceOnlyLines } from './not-forecast.ts'
import type { RevenueRow } from './revenue-base.ts'

const posted = (amount: number, changed: Partial<LedgerRow> = {}): LedgerRow => ({
  account: '4791',
  entity: '02',
  amount: d(amount),
  ...changed,
})
const LIMITS = { deviationPercentage: d(10), deviationAmount: d(2_500) }

describe('forecast against billed (domain.md 6.9)', () => {
  test('6.9: 12,000 posted and 13,000 invoiced against 15,000 deviate by 10,000, 66.67 %', () => {
    const ledger = [
      posted(-11_000),
      posted(-1_000, { account: '4000' }),
      posted(-500, { entity: '06' }),
      posted(-70, { account: '6000' }),
    ]
    const found = compareWithBilled(LIMITS, d(15_000), ledger, [d(13_000)])
    expect([found.posted, found.invoiced, found.totalActual, found.deviation].map(text)).toEqual([
      '12000',
      '13000',
      '25000',
      '10000',
    ])
    expect([found.percent?.toFixed(2), found.needsReview]).toEqual(['66.67', true])
  })

  test('a review needs both thresholds exceeded, and neither reached is enough', () => {
    const review = (forecast: number, actual: number, limits = LIMITS) =>
      compareWithBilled(limits, d(forecast), [posted(-actual)], []).needsReview
    expect([review(10_000, 12_600), review(10_000, 12_500), review(100_000, 103_000), review(1_000, 1_500)]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(compareWithBilled(aContract(), d(1), [posted(-90_000)], []).needsReview).toBe(false)
  })

  test('a forecast of 0 has no percentage, and a missing one no deviation', () => {
    const zero = compareWithBilled(LIMITS, d(0), [posted(-5)], [])
    expect([text(zero.deviation), zero.percent, zero.needsReview]).toEqual(['5', null, false])
    const none = compareWithBilled(LIMITS, null, [posted(-5)], [])
    expect([none.deviation, none.percent, none.needsReview]).toEqual([null, null, false])
  })
})

describe('lines that are invoiced and not forecast (domain.md 6.7)', () => {
  const row = (gross: number, net: number, depositFlag: RevenueRow['depositFlag']): RevenueRow => ({
    revenueCode: 'VD1',
    revenueCategory: 'parking',
    depositFlag,
    gross: d(gross),
    net: d(net),
  })
  const rows = [row(110, 100, 'Y'), row(55, 50, 'Y'), row(9, 8, 'N')]
  const lines = (operatorResponsibleForParkingTax: boolean, advance: number, bell: number[]) =>
    invoiceOnlyLines(
      aContract({
        midMonthAdvance: { amount: d(advance), lineTitle: 'MidMonthBilling' },
        depositedRevenue: { operatorResponsibleForParkingTax },
        bellServiceFee: true,
      }),
      rows,
      bell.map(d),
    ).map(({ id, value }) => [id, text(value)])

  test('the advance and the deposits are credits, gross where the operator pays the parking tax (C-47)', () => {
    expect(lines(true, 4_000, [30, 12])).toEqual([
      ['midMonthAdvance', '-4000'],
      ['depositedRevenue', '-165'],
      ['bellServiceFee', '42'],
    ])
    expect(lines(false, 4_000, [30])[1]).toEqual(['depositedRevenue', '-150'])
  })

  test('a line of 0.00 and a line that is not agreed are not generated', () => {
    expect(lines(true, 0, [])).toEqual([['depositedRevenue', '-165']])
    expect(invoiceOnlyLines(aContract(), rows, [d(5)])).toEqual([])
    const deposited = aContract({ depositedRevenue: { operatorResponsibleForParkingTax: true } })
    expect(invoiceOnlyLines(deposited, rows.slice(2), [])).toEqual([])
  })
})
