import { describe, expect, test } from 'vitest'
import {
  aContract,
  aFee,
  aJob,
  anAgreement,
  aStructure,
  d,
  someBillableAccounts,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { contractIssues } from './contract-rules.ts'
import type { Contract } from './contract.ts'

describe('contract rules at their limits (domain.md 1.3)', () => {
  const fieldsOf = (changed: Partial<Contract>) => contractIssues(aContract(changed)).map(({ field }) => field)
  test('an increment month is a whole number from 1 to 12, both included', () => {
    expect([1, 12, 0, 13, 6.5].map((incrementMonth) => fieldsOf({ incrementMonth }).length)).toEqual([0, 0, 1, 1, 1])
  })
  test('a price index needs its percentage in a labor-hour contract only', () => {
    const perLaborHour = { jobRates: [aJob()], useOvertimeSplit: true }
    expect([
      fieldsOf({ consumerPriceIndex: true }),
      fieldsOf({ consumerPriceIndex: true, perLaborHour, incrementAmount: d(2) }),
      fieldsOf({ consumerPriceIndex: true, perLaborHour }),
    ]).toEqual([[], [], ['incrementAmount']])
  })
  test('a term may end on the day it starts, and has no end without a start', () => {
    const jobRates = (startDate: string | null, endDate: string | null) => ({
      perLaborHour: { jobRates: [aJob({ startDate, endDate, overtimeRate: null })], useOvertimeSplit: true },
    })
    expect([
      fieldsOf(jobRates('2026-02-01', '2026-02-01')),
      fieldsOf(jobRates(null, '2026-02-01')),
      fieldsOf(jobRates('2026-02-02', '2026-02-01')),
    ]).toEqual([[], [], ['perLaborHour.jobRates[0].endDate']])
  })
  test('different job codes and different revenue codes are no duplicates', () => {
    expect([
      fieldsOf({ perLaborHour: { jobRates: [aJob(), aJob({ jobCode: 'VLT2' })], useOvertimeSplit: true } }),
      fieldsOf({
        revenueShare: {
          thresholdStructures: [aStructure({ revenueCodes: ['VD1'] }), aStructure({ revenueCodes: ['SD1'] })],
        },
      }),
    ]).toEqual([[], []])
  })
  test('dated tiers may all be open; undated ones only once', () => {
    const dated = (from: string | null, to: string | null) =>
      tiersOf([10, null]).map((tier) => ({ ...tier, effectiveFrom: from, effectiveTo: to }))
    const share = (...tiers: ReturnType<typeof dated>[]) =>
      fieldsOf({ revenueShare: { thresholdStructures: [aStructure({ tiers: tiers.flat() })] } })
    expect([
      share(dated(null, '2025-12-31'), dated('2026-01-01', null)),
      share(dated('2025-01-01', '2025-12-31'), dated(null, null)),
      share(dated(null, '2025-12-31'), dated(null, '2026-12-31')),
      share(dated('2025-01-01', null), dated('2026-01-01', null)),
      share(dated(null, null), dated(null, null)),
    ]).toEqual([[], [], [], [], ['revenueShare.thresholdStructures[0].tiers']])
  })
  test('PTEB needs a percentage above 0 only where a percentage is billed', () => {
    const pteb = (payrollTaxesBillingType: 'Actual' | 'Percentage', percentage: number | null) =>
      fieldsOf({
        billableAccounts: [
          someBillableAccounts({
            payrollTaxesEnabled: true,
            payrollTaxesBillingType,
            payrollTaxesPercentage: percentage === null ? null : d(percentage),
          }),
        ],
      }).length
    expect([pteb('Actual', null), pteb('Percentage', null), pteb('Percentage', 0), pteb('Percentage', 15)]).toEqual([
      0, 1, 1, 0,
    ])
  })
  test('an agreement’s tiers, its yearly claims and its threshold are checked', () => {
    const agreed = (changed: Parameters<typeof anAgreement>[0], startDate: string | null = null) =>
      fieldsOf({ startDate, billableAccounts: [someBillableAccounts()], managementAgreement: anAgreement(changed) })
    const profitShare = { accumulationType: 'Monthly', tiers: tiersOf([120, null]), escalator: null } as const
    expect([
      agreed({ profitShare }),
      agreed({ claims: { type: 'AnnualAnniversary', capAmount: d(5) } }),
      agreed({ claims: { type: 'AnnualAnniversary', capAmount: d(5) } }, '2024-01-01'),
      agreed({ validationThreshold: { type: 'VehicleCount', amount: d(0) } }),
    ]).toEqual([['managementAgreement.profitShare.tiers[0].sharePercentage'], ['startDate'], [], []])
  })
  test('an issue tells what was given only where something was', () => {
    const fees = { fixedFee: { serviceRates: [aFee({ fee: d(-4) })] } }
    expect(contractIssues(aContract({ ...fees, managementAgreement: anAgreement() }))).toEqual([
      {
        code: 'INVALID_DATA_TYPE',
        field: 'fixedFee.serviceRates[0].fee',
        message: 'Enter an amount above 0.',
        expectedFormat: 'above 0',
        providedValue: '-4',
      },
      {
        code: 'MISSING_REQUIRED_FIELD',
        field: 'billableAccounts',
        message: 'A management agreement needs billable accounts.',
        expectedFormat: 'billable accounts enabled',
      },
    ])
    const open = contractIssues(
      aContract({ revenueShare: { thresholdStructures: [aStructure({ tiers: tiersOf([1, null], [2, null]) })] } }),
    )
    expect(open.map((issue) => Object.keys(issue))).toEqual([['code', 'field', 'message', 'expectedFormat']])
  })
})
