import { expect, test } from 'vitest'
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

const fieldsOf = (changed: Partial<Contract>) => contractIssues(aContract(changed)).map(({ field }) => field)
const structures = (...thresholdStructures: ReturnType<typeof aStructure>[]) => ({
  revenueShare: { thresholdStructures },
})

test('a sound hybrid contract has no issue', () => {
  const contract = {
    startDate: '2024-03-01',
    incrementMonth: 7,
    incrementAmount: d(3),
    fixedFee: { serviceRates: [aFee()] },
    perLaborHour: { jobRates: [aJob()], useOvertimeSplit: true },
    perOccupiedRoom: { roomRate: d('4.25') },
    ...structures(aStructure({ tiers: tiersOf([10, 500], [20, 0]), accumulationType: 'AnnualAnniversary' })),
    billableAccounts: [someBillableAccounts()],
    managementAgreement: anAgreement(),
  }
  expect(fieldsOf(contract)).toEqual([])
  expect(fieldsOf({})).toEqual([])
})

test('fees, rates and percentages outside their range are named with what was given', () => {
  expect(fieldsOf({ fixedFee: { serviceRates: [aFee(), aFee({ fee: d(0) })] } })).toEqual([
    'fixedFee.serviceRates[1].fee',
  ])
  expect(fieldsOf({ perOccupiedRoom: { roomRate: d(-1) } })).toEqual(['perOccupiedRoom.roomRate'])
  expect(fieldsOf({ incrementAmount: d(101), incrementMonth: 13 })).toEqual(['incrementAmount', 'incrementMonth'])
  expect(fieldsOf({ deviationPercentage: d(-1), deviationAmount: d(-1) })).toEqual([
    'deviationPercentage',
    'deviationAmount',
  ])
  expect(contractIssues(aContract({ incrementAmount: d(101) }))[0]).toMatchObject({
    providedValue: '101',
    expectedFormat: '0 to 100',
  })
})

test('a fee or a job cannot end before it starts', () => {
  const fee = aFee({ startDate: '2026-02-01', endDate: '2026-01-31' })
  expect(fieldsOf({ fixedFee: { serviceRates: [fee] } })).toEqual(['fixedFee.serviceRates[0].endDate'])
})

test('labor hours: each job code once, overtime not below the rate, a price index with its percentage', () => {
  const labor = (...jobRates: ReturnType<typeof aJob>[]) => ({ perLaborHour: { jobRates, useOvertimeSplit: true } })
  expect(fieldsOf(labor(aJob(), aJob()))).toEqual(['perLaborHour.jobRates'])
  expect(fieldsOf(labor(aJob({ overtimeRate: d(25) })))).toEqual(['perLaborHour.jobRates[0].overtimeRate'])
  expect(fieldsOf({ ...labor(aJob()), consumerPriceIndex: true })).toEqual(['incrementAmount'])
})

test('revenue share: each code in one structure, tiers in range, one of them open, an anniversary with its start', () => {
  expect(
    fieldsOf(structures(aStructure({ revenueCodes: ['VD1'] }), aStructure({ revenueCodes: ['SD1', 'VD1'] }))),
  ).toEqual(['revenueShare.thresholdStructures'])
  const field = 'revenueShare.thresholdStructures[0].tiers'
  expect(fieldsOf(structures(aStructure({ tiers: [] })))).toEqual([field])
  expect(fieldsOf(structures(aStructure({ tiers: tiersOf([10, null], [20, 0]) })))).toEqual([field])
  expect(fieldsOf(structures(aStructure({ tiers: tiersOf([120, null]) })))).toEqual([`${field}[0].sharePercentage`])
  expect(fieldsOf(structures(aStructure({ accumulationType: 'AnnualAnniversary' })))).toEqual(['startDate'])
})

test('an agreement needs billable accounts, a PTEB percentage is above 0, a validation threshold too', () => {
  expect(fieldsOf({ managementAgreement: anAgreement() })).toEqual(['billableAccounts'])
  const pteb = someBillableAccounts({ payrollTaxesEnabled: true })
  expect(fieldsOf({ billableAccounts: [pteb] })).toEqual(['billableAccounts[0].payrollTaxesPercentage'])
  const threshold = anAgreement({ validationThreshold: { type: 'ValidationAmount', amount: d(0) } })
  expect(fieldsOf({ billableAccounts: [someBillableAccounts()], managementAgreement: threshold })).toEqual([
    'managementAgreement.validationThreshold.amount',
  ])
})
