import { describe, expect, test } from 'vitest'
import {
  aContract,
  aJob,
  anAgreement,
  aStructure,
  d,
  someBillableAccounts,
  text,
} from '../../../tests/support/a-contract.ts'
import { ledgerMonth, postedAmount } from './ledger-month.ts'
import { billedJobs, type SiteFacts } from './site-facts.ts'
import { monthsNeeded, payrollOf, siteYearInput, statisticsOf } from './site-year-input.ts'
import { isAnyStored, type StoredValue, storedYear } from './stored-year.ts'

const CARS = 1_000_000
const facts: SiteFacts = { totalRooms: 100, contract: null, jobs: [] }
const cell = (lineId: string, period: string, scenario: StoredValue['scenario'], value: number | null) => ({
  lineId,
  period,
  scenario,
  value,
})

test('a job is paid what the contract names for its own code, and nothing where it names none', () => {
  const staffed = (code: string) => ({
    code,
    title: code,
    familyId: 'Valet',
    averageRate: null,
    employees: 1,
    annualSalary: null,
  })
  const contract = aContract({
    perLaborHour: {
      useOvertimeSplit: true,
      jobRates: [
        aJob({ rate: d(10), overtimeRate: d(15) }),
        aJob({ jobCode: 'VLT2', rate: d(20), overtimeRate: null }),
      ],
    },
  })
  const paid = (terms: SiteFacts['contract']) =>
    billedJobs({ contract: terms, jobs: [staffed('VLT2'), staffed('VLT1'), staffed('CASH')] }).map(
      ({ billing }) => billing,
    )
  expect(paid(contract)).toEqual([{ rate: d(20), overtimeRate: null }, { rate: d(10), overtimeRate: d(15) }, null])
  expect([paid(aContract()), paid(null)]).toEqual([
    [null, null, null],
    [null, null, null],
  ])
})

describe('what a site’s facts tell its year', () => {
  const stored = storedYear([
    cell('valetDaily', '2026-06-01', 'forecast', CARS),
    cell('rate.selfDaily', '2026-06', 'budget', null),
  ])
  test('adjustment, default rate and days of operation are handed on where they are set, and left out where not', () => {
    const open = { startDate: null, closeDate: '2026-06-10' }
    const set = { ...facts, adjustmentRate: d('0.03'), defaultRate: d(17), open }
    const told = (of: SiteFacts) => {
      const { contract, statistics } = siteYearInput(of, stored, 2026)
      const payroll = payrollOf(of, [], stored, '2026-06')
      return [contract, statistics[5] ?? {}, payroll].map((one) =>
        Object.entries(one)
          .filter(([name]) => ['adjustmentRate', 'defaultRate', 'open'].includes(name))
          .map(([name, value]) => `${name} ${value === open ? open.closeDate : String(value)}`),
      )
    }
    expect([told(set), told(facts)]).toEqual([
      [
        ['adjustmentRate 0.03', 'open 2026-06-10'],
        ['adjustmentRate 0.03', 'open 2026-06-10'],
        ['defaultRate 17', 'open 2026-06-10'],
      ],
      [[], [], []],
    ])
  })
  test('a month has statistics only where any is stored, and an empty rate is no rate', () => {
    expect(statisticsOf(facts, stored, '2026-07')).toBe(null)
    expect(statisticsOf(facts, stored, '2026-06')?.budgetRates).toEqual({})
  })
  test('the P&L knows whether the contract is a management agreement', () => {
    const has = (contract: SiteFacts['contract']) =>
      siteYearInput({ ...facts, contract }, stored, 2026).contract.hasManagementAgreement
    expect([has(aContract({ managementAgreement: anAgreement() })), has(aContract()), has(null)]).toEqual([
      true,
      false,
      false,
    ])
  })
  test('a budget of other revenue counts with any block that earns, and an empty forecast is not typed', () => {
    const budgeted = storedYear([
      cell('revenue.gpoFees', '2026-06', 'budget', -700),
      cell('revenue.miscellaneous', '2026-06', 'forecast', null),
    ])
    const found = (contract: SiteFacts['contract']) =>
      text(siteYearInput({ ...facts, contract }, budgeted, 2026).otherRevenue[5])
    expect(
      [
        null,
        aContract(),
        aContract({ fixedFee: { serviceRates: [] } }),
        aContract({ perLaborHour: { jobRates: [], useOvertimeSplit: true } }),
        aContract({ perOccupiedRoom: { roomRate: d(1) } }),
        aContract({ revenueShare: { thresholdStructures: [aStructure()] } }),
        aContract({ billableAccounts: [someBillableAccounts()] }),
        aContract({ managementAgreement: anAgreement() }),
      ].map(found),
    ).toEqual([null, null, '-7', '-7', '-7', '-7', '-7', '-7'])
  })
  test('a year needs its own months and the twelve before', () => {
    expect(monthsNeeded(2026)).toEqual(['2025-01', '2026-12'])
  })
})

describe('what ledger and budget hold of a month', () => {
  const month = '2026-06'
  test('a budget without a total is planned from counts × rates for external revenue only', () => {
    const cells = [cell('valetDaily', month, 'budget', 30 * CARS), cell('rate.valetDaily', month, 'budget', 1_000)]
    const stored = storedYear(cells)
    const rows = (of: ReturnType<typeof storedYear>) =>
      Object.entries(ledgerMonth(of, month, statisticsOf(facts, of, month))).map(([row, { budget }]) => [
        row,
        text(budget),
      ])
    expect(rows(stored)).toEqual([['ExternalRevenue', '300']])
    expect(text(siteYearInput(facts, stored, 2026).ledger[5]?.ExternalRevenue?.budget)).toBe('300')
    expect(rows(storedYear([...cells, cell('pl.externalRevenue', month, 'budget', 25_000)]))).toEqual([
      ['ExternalRevenue', '250'],
    ])
  })
  test('rows of which nothing is known are left out', () => {
    expect(ledgerMonth(storedYear([]), month, null)).toEqual({})
    expect(Object.keys(ledgerMonth(storedYear([cell('pl.payroll', '2025-06', 'actual', 5)]), month, null))).toEqual([
      'Payroll',
    ])
  })
  test('the cost of labor stands in for payroll only, and only while no payroll account is posted', () => {
    const daily = [
      cell('payroll.cost.VLT1', '2026-06-01', 'actual', 30_000),
      cell('payroll.hours.VLT1', '2026-06-01', 'actual', 800),
    ]
    const posted = (row: 'Payroll' | 'Claims', ...cells: StoredValue[]) =>
      text(postedAmount(storedYear([...daily, ...cells]), month, row))
    expect([
      posted('Payroll'),
      posted('Claims'),
      posted('Payroll', cell('account.6000', month, 'actual', 44_000)),
      posted('Payroll', cell('pl.payroll', month, 'actual', 55_000)),
    ]).toEqual(['300', null, null, '550'])
  })
  test('monthly payroll of a job code is no ledger account', () => {
    const stored = storedYear([
      cell('payroll.cost.VLT1', month, 'budget', 900),
      cell('account.6000', month, 'budget', 700),
    ])
    expect(
      siteYearInput(facts, stored, 2026).accounts[5]?.map(({ account, budget }) => [account, text(budget)]),
    ).toEqual([['6000', '7']])
  })
})

describe('cells sorted by month and category', () => {
  test('a day list has every day of its month, and what is not stored is null', () => {
    const { valetDaily } = storedYear([cell('valetDaily', '2026-02-03', 'actual', 5)]).days(
      '2026-02',
      'statistics',
      'actual',
    )
    expect(valetDaily).toEqual([null, null, 5, ...Array.from({ length: 25 }, () => null)])
  })
  test('anything of a category counts, whatever the scenario, by day or by month; other categories do not', () => {
    const any = (...cells: StoredValue[]) => isAnyStored(storedYear(cells), '2026-02', 'statistics')
    expect([
      any(),
      any(cell('valetDaily', '2026-02-03', 'scheduled', 5)),
      any(cell('valetDaily', '2026-02', 'budget', 5)),
      any(cell('valetDaily', '2026-03', 'budget', 5)),
      any(cell('rate.valetDaily', '2026-02', 'budget', 5), cell('nobody.knows', '2026-02', 'budget', 5)),
    ]).toEqual([false, true, true, false, false])
  })
})
