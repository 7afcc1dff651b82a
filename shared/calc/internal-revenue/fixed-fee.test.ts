import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aContract, aFee, d, text } from '../../../tests/support/a-contract.ts'
import { roundToCents } from '../../core/money.ts'
import { fixedFee } from './fixed-fee.ts'

const july = (changed = {}) =>
  aContract({ incrementMonth: 7, incrementAmount: d(3), fixedFee: { serviceRates: [aFee()] }, ...changed })
const totalIn = (contract: ReturnType<typeof aContract>, month: string) => text(fixedFee(contract, month)?.total)

describe('fixed fee (domain.md 6.1)', () => {
  test('6.1: 33,300 from January 2024 with 3 % each July', () => {
    const months = ['2024-03', '2024-08', '2025-03', '2025-08']
    expect(months.map((month) => totalIn(july(), month))).toEqual(['33300', '34299', '34299', '35327.97'])
  })

  test('6.1: the increment counts in its month and not in the month before', () => {
    expect([totalIn(july(), '2024-06'), totalIn(july(), '2024-07')]).toEqual(['33300', '34299'])
  })

  test('6.1: two services of 2,500 and 30,800 are 33,300 a month and 399,600 a year', () => {
    const rates = [aFee({ name: 'Shuttle', code: '4705', fee: d(2_500) }), aFee({ fee: d(30_800) })]
    const found = fixedFee(aContract({ fixedFee: { serviceRates: rates } }), '2026-05')
    expect(found?.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['4705', '2500'],
      ['4715', '30800'],
    ])
    expect([text(found?.total), text(found?.total?.times(12))]).toEqual(['33300', '399600'])
  })

  test('a fee that starts after the increment month is not raised in its first year (C-38)', () => {
    const contract = july({ fixedFee: { serviceRates: [aFee({ fee: d(1_000), startDate: '2024-09-01' })] } })
    expect(['2024-12', '2025-06', '2025-07'].map((month) => totalIn(contract, month))).toEqual(['1000', '1000', '1030'])
    const onTheDay = july({ fixedFee: { serviceRates: [aFee({ fee: d(1_000), startDate: '2024-07-01' })] } })
    expect(totalIn(onTheDay, '2024-07')).toBe('1030')
  })

  test('increments that the stored rates hold already are not applied twice (C-37)', () => {
    const through = (day: string) => totalIn(july({ ratesAlreadyEscalatedThrough: day }), '2025-08')
    expect([through('2024-07-01'), through('2024-06-30'), through('2025-07-01')]).toEqual([
      '34299',
      '35327.97',
      '33300',
    ])
  })

  test('a fee counts in months whose first day lies between its dates, both inclusive', () => {
    const contract = aContract({
      fixedFee: { serviceRates: [aFee({ fee: d(700), startDate: '2026-02-01', endDate: '2026-04-01' })] },
    })
    const months = ['2026-01', '2026-02', '2026-04', '2026-05']
    expect(months.map((month) => totalIn(contract, month))).toEqual(['0', '700', '700', '0'])
    const midMonth = aContract({ fixedFee: { serviceRates: [aFee({ fee: d(700), startDate: '2026-02-02' })] } })
    expect([totalIn(midMonth, '2026-02'), totalIn(midMonth, '2026-03')]).toEqual(['0', '700'])
  })

  test('without the block there is no answer, and without month or percentage no increment', () => {
    expect(fixedFee(aContract(), '2026-05')).toBeNull()
    expect(totalIn(july({ incrementMonth: null }), '2026-05')).toBe('33300')
    expect(totalIn(july({ incrementAmount: null }), '2026-05')).toBe('33300')
  })

  test('amounts are not rounded inside the calculation', () => {
    const contract = july({ fixedFee: { serviceRates: [aFee({ fee: d('1234.567') })] } })
    expect(totalIn(contract, '2025-08')).toBe('1309.7521303')
  })

  test('the explanation names the base and each increment with its day', () => {
    const found = fixedFee(july(), '2025-08')
    expect(text(found?.base)).toBe('33300')
    expect(found?.steps.map(({ rule, label, value }) => [rule, label, text(value)])).toEqual([
      ['6.1', 'Fees before increments', '33300'],
      ['6.1', 'Management: increment of 2024-07-01', '34299'],
      ['6.1', 'Management: increment of 2025-07-01', '35327.97'],
    ])
  })

  test('always: the total is the sum of the fees taken one by one, and a fee never falls with time', () => {
    const fee = fc.record({
      fee: fc.integer({ min: 1, max: 9_000_000 }).map((n) => d(n).div(100)),
      startDate: fc.constantFrom('2023-05-01', '2024-01-01', '2024-09-15'),
    })
    fc.assert(
      fc.property(fc.array(fee, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 40 }), (fees, percent) => {
        const contract = july({ incrementAmount: d(percent).div(4) })
        const of = (rates: typeof fees, month: string) =>
          fixedFee({ ...contract, fixedFee: { serviceRates: rates.map(aFee) } }, month)?.total ?? d(0)
        const apart = fees.map((one) => of([one], '2026-08')).reduce((sum, one) => sum.plus(one), d(0))
        expect(roundToCents(of(fees, '2026-08'))).toBe(roundToCents(apart))
        expect(of(fees, '2026-07').greaterThanOrEqualTo(of(fees, '2026-06'))).toBe(true)
      }),
    )
  })
})
