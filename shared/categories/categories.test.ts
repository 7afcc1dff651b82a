import { describe, expect, test } from 'vitest'
import { checkCell } from '../calc/check-cell.ts'
import { EARNING_COUNTS, STATISTIC_IDS } from '../calc/day-figures.ts'
import { LineId } from '../contract/cell.ts'
import { must } from '../core/bug.ts'
import { CATEGORIES, findLine, LINES } from './index.ts'
import { EXCLUDED_FROM_BILLING, MISCELLANEOUS_EXPENSE_ACCOUNTS } from './ledger-accounts.ts'
import { ENTERED_EXPENSE_LINES, OTHER_EXPENSE_LINES, PAYROLL_ACCOUNT_LINES } from './ledger-lines.ts'
import { OVERRIDE_LINES, OVERRIDE_ROWS, overrideLineId } from './override-lines.ts'
import { OTHER_REVENUE_LINES } from './other-revenue.ts'
import { RATE_CATEGORIES, rateLineId } from './parking-rates.ts'
import { JOB_CODE_FORMAT, JOB_CODES, JOB_FAMILIES, payrollLineOf } from './payroll.ts'
import { fromLedger, PL_LINES, PL_ROWS, type PlRowCode, plRowOfAccount } from './profit-and-loss.ts'
import { STATISTICS_INPUTS, STATISTICS_LINES } from './statistics.ts'

const problem = (lineId: string, value: number | null, rooms = 200) =>
  checkCell(must(findLine(lineId), lineId), value, rooms)

describe('the lines of a sheet', () => {
  test('every line is found by its id, which the wire accepts, and belongs to a category', () => {
    for (const line of LINES) {
      expect(findLine(line.id)).toBe(line)
      expect(LineId.safeParse(line.id).success).toBe(true)
      expect(CATEGORIES.map((category) => category.id)).toContain(line.category)
      expect(line.min).toBeLessThan(line.max)
    }
    expect(new Set(LINES.map((line) => line.id)).size).toBe(LINES.length)
    expect(findLine('constructor')).toBeUndefined()
  })

  test('the calculator and the screen know the same lines', () => {
    expect(STATISTICS_LINES.map((line) => line.id).toSorted()).toEqual([...STATISTIC_IDS].toSorted())
    expect(RATE_CATEGORIES.map((rate) => rate.statistic)).toEqual([...EARNING_COUNTS])
  })

  test('what is computed is not typed', () => {
    const derived = STATISTICS_LINES.filter((line) => !STATISTICS_INPUTS.includes(line.id)).map((line) => line.id)
    expect(derived).toEqual(['valetOvernight', 'selfOvernight', 'externalRevenue'])
    expect(problem('externalRevenue', 1)?.message).toBe('External revenue is computed and cannot be typed.')
  })

  test('limits are inclusive, and outside them the message says what is right', () => {
    expect([problem('valetDaily', 0), problem('valetDaily', 99_999_000_000)]).toEqual([null, null])
    expect([problem('valetDaily', -1), problem('valetDaily', 99_999_000_001)]).toEqual([
      { level: 'error', message: 'Enter 0 to 99,999.' },
      { level: 'error', message: 'Enter 0 to 99,999.' },
    ])
    expect([problem('occupancy', 10_000), problem('occupancy', 10_001)?.message]).toEqual([null, 'Enter 0 % to 100 %.'])
    const rate = rateLineId('selfAggregator')
    expect([problem(rate, 99_999), problem(rate, 100_000)?.message]).toEqual([null, 'Enter 0.00 to 999.99.'])
    expect(problem('valetDaily', 1.5)?.message).toBe('Enter a number.')
  })

  test('clearing is always right, and more rooms than there are is only a warning', () => {
    expect(problem('occupiedRooms', null)).toBeNull()
    expect(problem('occupiedRooms', 201_000_000)).toEqual({
      level: 'warning',
      message: 'More rooms than the site has (200).',
    })
    expect(problem('occupiedRooms', 201_000_000, 0)).toBeNull()
  })
})

describe('the rows of the other categories', () => {
  test('Other revenue has the six rows of 5.1 with their forced signs, and their net is computed', () => {
    expect(OTHER_REVENUE_LINES.map((line) => [line.id, line.forcedSign ?? null, line.entry])).toEqual([
      ['revenue.billableExpense', 1, 'input'],
      ['revenue.clientPaidExpense', -1, 'input'],
      ['revenue.gpoFees', -1, 'input'],
      ['revenue.revenueValidation', 1, 'input'],
      ['revenue.signingBonus', -1, 'input'],
      ['revenue.miscellaneous', null, 'input'],
      ['revenue.net', null, 'derived'],
    ])
    expect([problem('revenue.gpoFees', -1), problem('revenue.gpoFees', 1)?.message]).toEqual([
      null,
      'Enter an amount of 0 or less.',
    ])
    expect([
      problem('revenue.billableExpense', -1)?.message,
      problem('revenue.billableExpense', 99_999_999_901)?.message,
    ]).toEqual(['Enter an amount of 0 or more.', 'Amount is too large.'])
    expect(problem('revenue.miscellaneous', -99_999_999_900)).toBeNull()
  })

  test('Other expenses takes twelve accounts, none negative; the rest of 7000–7999 cannot be edited', () => {
    expect(ENTERED_EXPENSE_LINES.map((line) => line.id).join(' ')).toBe(
      'account.7045 account.7075 account.7100 account.7113 account.7115 account.7170 account.7175 account.7178 ' +
        'account.7180 account.7185 account.7205 account.7220',
    )
    expect(OTHER_EXPENSE_LINES.slice(12, 14).map((line) => [line.id, line.entry])).toEqual([
      ['expense.miscellaneous', 'derived'],
      ['expense.total', 'derived'],
    ])
    expect([problem('account.7170', 0), problem('account.7170', -1)?.message]).toEqual([
      null,
      'Expenses cannot be negative.',
    ])
    expect(problem('account.7005', 100)?.message).toBe('7005 Bad debt cannot be edited.')
  })

  test('payroll has hours, cost and rate of each job code, and takes a code the labor system names later', () => {
    expect(findLine('payroll.hours.VLT2')).toMatchObject({ label: 'Senior valet attendant hours', group: 'Valet' })
    expect(findLine('payroll.cost.ZZ9')).toMatchObject({ label: 'ZZ9 cost', group: 'Other', unit: 'money' })
    expect(payrollLineOf('payroll.rate.GSA1')).toEqual({ metric: 'rate', code: 'GSA1' })
    for (const id of ['payroll.hours.gsa1', 'payroll.hours', 'payroll.mood.GSA1', 'payroll.hours.GSA1.x', 'payroll.'])
      expect(findLine(id)).toBeUndefined()
    expect([problem('payroll.hours.GSA1', -1)?.message, problem('payroll.hours.GSA1', 1_200_001)?.message]).toEqual([
      'Hours cannot be negative.',
      'Enter 0 to 12,000 hours.',
    ])
  })

  test('every job code has the form of 3.3 and sits in a family there is', () => {
    const families = JOB_FAMILIES.map((family) => family.id)
    for (const { code, familyId } of JOB_CODES) {
      expect(code).toMatch(JOB_CODE_FORMAT)
      expect(families).toContain(familyId)
    }
    expect(JOB_CODES.filter((job) => job.familyId === 'Valet').map((job) => job.code)).toEqual(['VLT1', 'VLT2'])
  })
})

describe('the rows of the P&L', () => {
  test('stand in the order of 9.1, and FLC is internal revenue less six expenses', () => {
    expect(PL_ROWS.map((row) => [row.code, row.inFlc, row.polarity])).toEqual([
      ['ExternalRevenue', 0, 1],
      ['InternalRevenue', 1, 1],
      ['Payroll', -1, -1],
      ['Claims', -1, -1],
      ['ParkingRents', -1, -1],
      ['OtherExpense', -1, -1],
      ['Pteb', -1, -1],
      ['Insurance', -1, -1],
      ['FLC', 0, 1],
      ['FLC_CUMULATIVE', 0, 1],
    ])
    expect(PL_LINES).toHaveLength(8)
  })

  test('amounts set by hand have lines nobody types: external revenue never below zero, internal in either sign', () => {
    expect(OVERRIDE_ROWS.map(overrideLineId)).toEqual(['override.externalRevenue', 'override.internalRevenue'])
    expect(OVERRIDE_LINES.map(({ id, min, max }) => [id, min, max])).toEqual([
      ['override.externalRevenue', 0, 99_999_999_900],
      ['override.internalRevenue', -99_999_999_900, 99_999_999_900],
    ])
    expect(problem('override.internalRevenue', 1)?.message).toBe('Internal revenue set by hand cannot be edited.')
  })

  test('a cost account belongs to one row: rents, claims and insurance stand apart from other expense', () => {
    const rows: readonly (readonly [PlRowCode | null, string])[] = [
      ['ParkingRents', '7170'],
      ['OtherExpense', '7171 7045 7000 7351'],
      ['Claims', '7099 7100 7101 7102'],
      ['Insurance', '7080 7082 7085'],
      ['Pteb', '6200 6399 6500'],
      ['Payroll', '6000 6010 6115'],
    ]
    for (const [row, accounts] of rows) {
      for (const account of accounts.split(' ')) expect([account, plRowOfAccount(account)]).toEqual([account, row])
    }
    expect([plRowOfAccount('4910'), plRowOfAccount('70000'), plRowOfAccount('6999')]).toEqual([null, null, null])
  })

  test('the ledger holds internal revenue negative, and PTEB and insurance in either sign', () => {
    const stored = (code: PlRowCode, amount: number) =>
      fromLedger(
        must(
          PL_ROWS.find((row) => row.code === code),
          code,
        ),
        amount,
      )
    expect([stored('InternalRevenue', -27_966_389), stored('InternalRevenue', 512)]).toEqual([27_966_389, -512])
    expect([stored('Pteb', -1_085_728), stored('Insurance', 511_493)]).toEqual([1_085_728, 511_493])
    expect([stored('Payroll', -3), Object.is(stored('InternalRevenue', 0), 0)]).toEqual([-3, true])
  })

  test('every account of 7000–7999 has a line, and what contracts leave out is among them', () => {
    expect(OTHER_EXPENSE_LINES).toHaveLength(14 + MISCELLANEOUS_EXPENSE_ACCOUNTS.length)
    for (const account of [...EXCLUDED_FROM_BILLING.expense, ...EXCLUDED_FROM_BILLING.payroll])
      expect(findLine(`account.${account}`)?.entry).toBe('loaded')
    expect(PAYROLL_ACCOUNT_LINES.map((line) => line.id)).toContain('account.6399')
  })
})
