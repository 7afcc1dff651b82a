import { describe, expect, test } from 'vitest'
import {
  aContract,
  aJob,
  anAgreement,
  aStructure,
  d,
  someBillableAccounts,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { told } from '../../../tests/support/told.ts'
import { daysOf, monthsOf } from '../../core/calendar.ts'
import type { Contract } from '../internal-revenue/contract.ts'
import { type History, NO_HISTORY } from '../internal-revenue/internal-revenue.ts'
import type { PayrollInput } from '../payroll/payroll-month.ts'
import type { SiteJob } from '../payroll/site-job.ts'
import type { AccountAmounts } from '../profit-and-loss/account-use.ts'
import { type Loaded, NOTHING_LOADED } from '../profit-and-loss/data-sets.ts'
import type { AmountRow } from '../profit-and-loss/flc.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import type { StatisticsInput } from '../statistics-month.ts'
import { siteCalculators, type SiteContract } from './site-calculators.ts'
import { computeSiteYear, profitAndLossOf, type SiteYearInput } from './site-year-sheet.ts'

const MONTHS = monthsOf(2026)
const TODAY = '2026-02-10'
const CARS = 1_000_000
type Input = SiteYearInput<PayrollInput, SiteContract>
type Given = {
  readonly statistics?: (month: string, i: number) => StatisticsInput | null
  readonly payroll?: (month: string) => PayrollInput
  readonly accounts?: (i: number) => readonly AccountAmounts[]
  readonly ledger?: (i: number) => Readonly<Partial<Record<AmountRow, Loaded>>>
  readonly history?: Partial<History>
}

const valet: SiteJob = {
  code: 'VLT1',
  title: 'Valet attendant',
  familyId: 'Valet',
  averageRate: d(20),
  employees: 4,
  annualSalary: null,
  billing: null,
}
const noPayroll = (month: string): PayrollInput => ({ month, jobs: [valet], forecast: {}, actual: {}, budget: {} })
const on = (month: string, filled: Readonly<Record<number, number>>) =>
  daysOf(month).map((_, i) => filled[i + 1] ?? null)
const statistics = (month: string, changed: Partial<StatisticsInput> = {}): StatisticsInput => ({
  month,
  totalRooms: 100,
  forecast: {},
  actual: {},
  budget: {},
  forecastRates: { valetDaily: 1_000, selfDaily: 500 },
  budgetRates: {},
  ...changed,
})
/** 600 valet cars at 10 dollars on the second day of each month: 6,000. */
const valetCars = (month: string) => statistics(month, { forecast: { valetDaily: on(month, { 2: 600 * CARS }) } })

/** Internal revenue of the months of 2026, as it is told; today is 10 February. */
function internal(contract: Contract, given: Given = {}, today = TODAY) {
  const input: Input = {
    months: MONTHS,
    statistics: MONTHS.map(given.statistics ?? valetCars),
    payroll: MONTHS.map(given.payroll ?? noPayroll),
    otherRevenue: MONTHS.map(() => null),
    accounts: MONTHS.map((_, i) => given.accounts?.(i) ?? []),
    ledger: MONTHS.map((_, i) => given.ledger?.(i) ?? { InternalRevenue: { ...NOTHING_LOADED, budget: d(4_321) } }),
    contract: { hasManagementAgreement: false, terms: contract, history: { ...NO_HISTORY, ...given.history } },
  }
  const sheet = computeSiteYear(input, siteCalculators(today), { today: '2025-12-31', rules: DEFAULT_PL_RULES })
  const { cells } = profitAndLossOf(sheet).rows.InternalRevenue
  return cells.map(({ explained }) => told(explained))
}
const totals = (months: readonly (readonly string[])[]) => months.slice(0, 4).map(([total]) => total)
const agreed = (changed: Parameters<typeof anAgreement>[0], startDate: string | null = null) =>
  aContract({ startDate, billableAccounts: [someBillableAccounts()], managementAgreement: anAgreement(changed) })
const claims = (amount: number): AccountAmounts => ({
  account: '7100',
  title: 'Claims',
  forecast: d(amount),
  budget: d(9),
  actual: null,
})

describe('what a contract accumulates over the months of a year', () => {
  test('claims of 60 a month against a yearly cap of 100: 60, 40, 0', () => {
    const contract = agreed({ claims: { type: 'AnnualCalendar', capAmount: d(100) } })
    const months = internal(contract, { accounts: () => [claims(60)] })
    expect(totals(months)).toEqual(['total 60', 'total 40', 'total 0', 'total 0'])
  })

  test('claims of the year before count where the cap runs from the anniversary', () => {
    const contract = agreed({ claims: { type: 'AnnualAnniversary', capAmount: d(100) } }, '2024-12-01')
    const history = { claims: [{ month: '2025-12', claims: d(70) }] }
    expect(totals(internal(contract, { accounts: () => [claims(60)], history }))).toEqual([
      'total 30',
      'total 0',
      'total 0',
      'total 0',
    ])
  })

  const shared = (accumulationType: 'AnnualCalendar' | 'AnnualAnniversary') => ({
    profitShare: { accumulationType, tiers: tiersOf([25, 10_000], [50, null]), escalator: null },
  })
  test('a profit of 6,000 a month fills the first band of 10,000 in February', () => {
    expect(totals(internal(agreed(shared('AnnualCalendar'))))).toEqual([
      'total 1500',
      'total 2000',
      'total 3000',
      'total 3000',
    ])
  })
  test('the profit of the year before counts where the share runs from the anniversary', () => {
    const history = { profits: [{ month: '2025-12', profit: d(7_000) }] }
    expect(totals(internal(agreed(shared('AnnualAnniversary'), '2024-12-01'), { history })).slice(0, 2)).toEqual([
      'total 2250',
      'total 3000',
    ])
  })
  test('a month without external revenue leaves no profit behind and is named', () => {
    const months = internal(agreed(shared('AnnualCalendar')), {
      statistics: (month, i) => (i === 1 ? null : valetCars(month)),
    })
    expect([months[1], months[2]?.at(-1)]).toEqual([
      [
        'total 0',
        'part billableAccounts Billable accounts: 0',
        'part managementAgreement Management agreement: unknown',
        '6.5 Additional payroll: 0 money ← entry 1 unknown money contract',
        '6.5 Billable payroll: unknown money',
        '6.5 Expense accounts: unknown money',
        '6.6 Profit: unknown money ← net external revenue unknown money external revenue ← validation excess unknown money external revenue ← less billable payroll unknown money this month ← less additional payroll 0 money this month ← less PTEB unknown money this month ← less support services unknown money this month ← less insurance unknown money this month ← less claims unknown money this month ← less management fee unknown money this month ← less billable expenses unknown money this month ← less non-GL expenses unknown money this month',
        '6.6 Share from 0 to 10000: 0 money ← accumulated before 6000 money earlier months ← profit in tier 0 money tier ← percent 25 count contract',
        '6.6 Share from 10000 to no end: 0 money ← accumulated before 6000 money earlier months ← profit in tier 0 money tier ← percent 50 count contract',
        'remark No payroll is known, neither forecast nor budget. External revenue of this month is not known.',
      ],
      'remark No payroll is known, neither forecast nor budget. No profit is known for 2026-02: it counts as nothing there.',
    ])
  })
})

describe('which external revenue a contract shares', () => {
  const one = aContract({ revenueShare: { thresholdStructures: [aStructure({ tiers: tiersOf([25, null]) })] } })
  const two = aContract({
    revenueShare: {
      thresholdStructures: [
        aStructure({ revenueCodes: ['VD1'], tiers: tiersOf([10, null]) }),
        aStructure({ revenueCodes: ['SD1'], tiers: tiersOf([20, null]) }),
      ],
    },
  })
  const posted = (i: number) => ({
    ExternalRevenue: { ...NOTHING_LOADED, actual: i < 2 ? d(5_000) : null },
    InternalRevenue: { ...NOTHING_LOADED, budget: d(4_321) },
  })
  const shareStep = (lines: readonly string[] | undefined) => lines?.find((line) => line.startsWith('6.4'))

  test('a closed month shares what the ledger holds, the current month what was computed', () => {
    expect(internal(one, { ledger: posted }).slice(0, 2).map(shareStep)).toEqual([
      '6.4 Share from 0 to no end: 1250 money ← revenue of the month 5000 money actual ← accumulated before 0 money earlier months ← revenue in tier 5000 money tier ← percent 25 count contract',
      '6.4 Share from 0 to no end: 1500 money ← revenue of the month 6000 money forecast ← accumulated before 0 money earlier months ← revenue in tier 6000 money tier ← percent 25 count contract',
    ])
  })
  test('a closed month that is not posted, a forecast, and a budget are told apart', () => {
    const sources: Given['statistics'] = (month, i) =>
      i === 2
        ? statistics(month, {
            forecastRates: {},
            budgetRates: { valetDaily: 1_000 },
            budget: { valetDaily: 600 * CARS },
          })
        : valetCars(month)
    expect(internal(one, { statistics: sources }).slice(0, 3).map(shareStep)).toEqual([
      '6.4 Share from 0 to no end: 1500 money ← revenue of the month 6000 money forecast ← accumulated before 0 money earlier months ← revenue in tier 6000 money tier ← percent 25 count contract',
      '6.4 Share from 0 to no end: 1500 money ← revenue of the month 6000 money forecast ← accumulated before 0 money earlier months ← revenue in tier 6000 money tier ← percent 25 count contract',
      '6.4 Share from 0 to no end: 1500 money ← revenue of the month 6000 money budget ← accumulated before 0 money earlier months ← revenue in tier 6000 money tier ← percent 25 count contract',
    ])
  })
  test('without statistics the budgeted revenue is shared; without that, nothing is', () => {
    const budgeted = (i: number) => ({
      ExternalRevenue: { ...NOTHING_LOADED, budget: i === 3 ? d(800) : null },
      InternalRevenue: { ...NOTHING_LOADED, budget: d(4_321) },
    })
    const fee = { ...one, fixedFee: { serviceRates: [] } }
    expect(
      internal(fee, { statistics: () => null, ledger: budgeted })
        .slice(3, 5)
        .map(shareStep),
    ).toEqual([
      '6.4 Share from 0 to no end: 200 money ← revenue of the month 800 money budget ← accumulated before 0 money earlier months ← revenue in tier 800 money tier ← percent 25 count contract',
      '6.4 Share from 0 to no end: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 25 count contract',
    ])
  })
  test('a month whose days are all loaded is actual, one with some is a forecast', () => {
    const loaded: Given['statistics'] = (month, i) => {
      const days = daysOf(month).map((_, day) => (i === 0 || day < 3 ? 20_000 : null))
      return statistics(month, { actual: { externalRevenue: days, valetDaily: days.map((day) => day && CARS) } })
    }
    expect(internal(one, { statistics: loaded }).slice(0, 2).map(shareStep)).toEqual([
      '6.4 Share from 0 to no end: 1550 money ← revenue of the month 6200 money actual ← accumulated before 0 money earlier months ← revenue in tier 6200 money tier ← percent 25 count contract',
      '6.4 Share from 0 to no end: 150 money ← revenue of the month 600 money forecast ← accumulated before 0 money earlier months ← revenue in tier 600 money tier ← percent 25 count contract',
    ])
  })
  const both = (month: string) => ({
    valetDaily: on(month, { 2: 600 * CARS }),
    selfDaily: on(month, { 3: 300 * CARS }),
  })
  test('several structures share by category: 10 % of 6,000 and 20 % of 1,500', () => {
    const months = internal(two, { statistics: (month) => statistics(month, { forecast: both(month) }) })
    expect(months[3]?.slice(0, 3)).toEqual([
      'total 900',
      'part revenueShare Revenue share: 900',
      '6.4 Share from 0 to no end: 600 money ← revenue of the month 6000 money forecast ← accumulated before 0 money earlier months ← revenue in tier 6000 money tier ← percent 10 count contract',
    ])
  })
  test('several structures cannot share a posted total, nor a month with loaded revenue: the budget stands in and says why', () => {
    const statisticsOf: Given['statistics'] = (month, i) =>
      statistics(month, {
        forecast: both(month),
        actual: i === 1 ? { externalRevenue: on(month, { 1: 10_000 }), valetDaily: on(month, { 1: CARS }) } : {},
      })
    const months = internal(two, { statistics: statisticsOf, ledger: (i) => (i === 0 ? posted(0) : posted(9)) })
    expect(months.slice(0, 2)).toEqual([
      [
        'total 4321',
        'part budget Budget: 4321',
        'remark Not computed: External revenue of 2026-01 is known as one total only, and the contract shares it by several structures. Give it by category or by revenue code.',
      ],
      [
        'total 4321',
        'part budget Budget: 4321',
        'remark Not computed: External revenue of 2026-02 is known as one total only, and the contract shares it by several structures. Give it by category or by revenue code.',
      ],
    ])
  })
})

describe('which rooms and hours a contract counts', () => {
  const rooms = aContract({ perOccupiedRoom: { roomRate: d('4.25') } })
  const roomsOf = (given: Given['statistics']) => internal(rooms, given && { statistics: given })[3]
  test('rooms are a forecast as soon as any day is typed, else the budget’s', () => {
    expect([
      roomsOf((month) => statistics(month, { budget: { occupiedRooms: 300 * CARS } })),
      roomsOf((month) =>
        statistics(month, {
          budget: { occupiedRooms: 300 * CARS },
          forecast: { occupiedRooms: on(month, { 2: 40 * CARS }) },
        }),
      ),
      roomsOf(() => null),
    ]).toEqual([
      [
        'total 1275',
        'part perOccupiedRoom Per occupied room: 1275',
        '6.2 Room rate × occupied rooms: 1275 money ← room rate 4.25 rate contract ← occupied rooms 300 count budget',
      ],
      [
        'total 1402.5',
        'part perOccupiedRoom Per occupied room: 1402.5',
        '6.2 Room rate × occupied rooms: 1402.5 money ← room rate 4.25 rate contract ← occupied rooms 330 count forecast',
      ],
      [
        'total 4321',
        'part budget Budget: 4321',
        '6.0 Budget stands in: 4321 money ← internal revenue 4321 money budget',
        'remark No calculator of the contract has a value in this month.',
      ],
    ])
  })

  const labor = aContract({ perLaborHour: { jobRates: [aJob({ rate: d(10) })], useOvertimeSplit: true } })
  test('hours typed on one day are the month’s hours, a budget stands in for none, and none at all are named', () => {
    const withHours = (changed: Partial<PayrollInput>): Given => ({
      payroll: (month) => ({ ...noPayroll(month), ...changed }),
    })
    expect([
      internal(labor, withHours({ forecast: { 'payroll.hours.VLT1': [null, 900] } }))[3],
      internal(labor, withHours({ budget: { 'payroll.hours.VLT1': 30_000 } }))[3],
      internal(labor)[3],
    ]).toEqual([
      [
        'total 90',
        'part perLaborHour Per labor hour: 90',
        '6.3 Valet attendant: hours × rates: 90 money ← regular hours 9 hours forecast ← rate 10 rate contract ← overtime hours 0 hours forecast ← overtime rate 25.08 rate contract',
      ],
      [
        'total 3000',
        'part perLaborHour Per labor hour: 3000',
        '6.3 Valet attendant: hours × rates: 3000 money ← regular hours 300 hours budget ← rate 10 rate contract ← overtime hours 0 hours budget ← overtime rate 25.08 rate contract',
        'remark Budget hours have no weeks, so VLT1 earns no overtime.',
      ],
      [
        'total 4321',
        'part budget Budget: 4321',
        '6.0 Budget stands in: 4321 money ← internal revenue 4321 money budget',
        'remark No calculator of the contract has a value in this month.',
      ],
    ])
  })
  test('payroll accounts of the month are billed on', () => {
    const account = { account: '6000', title: 'Payroll', forecast: null, budget: d(800), actual: null }
    const contract = aContract({ billableAccounts: [someBillableAccounts()] })
    expect(internal(contract, { accounts: () => [account] })[3]?.slice(0, 4)).toEqual([
      'total 800',
      'part billableAccounts Billable accounts: 800',
      '6.5 Additional payroll: 0 money ← entry 1 unknown money contract',
      '6.5 Billable payroll: 800 money ← 6000 800 money budget',
    ])
  })
})

test('payroll says whether it is loaded, partly loaded, typed, budgeted, a salary or nothing', () => {
  const days = daysOf('2026-04')
  const kindOf = (changed: Partial<PayrollInput>) => {
    const { kind, isForecast } = siteCalculators(TODAY).payrollCost(
      { ...noPayroll('2026-04'), ...changed },
      {
        hasManagementAgreement: false,
        terms: aContract(),
        history: NO_HISTORY,
      },
      '2026-04',
    )
    return [kind, isForecast]
  }
  const hours = (list: readonly (number | null)[]) => ({ 'payroll.hours.VLT1': list })
  expect([
    kindOf({ actual: hours(days.map(() => 800)) }),
    kindOf({ actual: hours([800]) }),
    kindOf({ forecast: hours([null, 800]) }),
    kindOf({ budget: { 'payroll.hours.VLT1': 800 } }),
    kindOf({ jobs: [{ ...valet, annualSalary: d(50_000) }] }),
    kindOf({}),
  ]).toEqual([
    ['actual', true],
    ['mixed', true],
    ['forecast', true],
    ['budget', false],
    ['budget', false],
    ['empty', false],
  ])
})
