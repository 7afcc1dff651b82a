import {
  type AccumulationType,
  type BillableAccount,
  type BillableAccounts,
  type Contract,
  type DatedAmount,
  type EscalationSchedule,
  type Escalator,
  type ManagementAgreement,
  type ManagementFee,
  NO_CONTRACT,
  type Tier,
  type ValidationThreshold,
} from '../../shared/calc/internal-revenue/contract.ts'
import type { MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { type Chance, chanceOf } from './chance.ts'
import { aMonthOf, JOBS, REVENUE_CODES } from './a-month.ts'

export type OracleCase = { readonly contract: Contract; readonly months: readonly MonthInput[]; readonly today: string }

const TYPES: readonly AccumulationType[] = ['Monthly', 'AnnualCalendar', 'AnnualAnniversary']
const PAYROLL = ['6000', '6002', '6010', '6014', '6017', '6115', '6399', '6500']
const EXPENSE = ['7005', '7016', '7045', '7080', '7082', '7100', '7101', '7185', '7225']

const twoDigits = (n: number) => String(n).padStart(2, '0')
/** A day, often the first of a month, so that dates meet. */
const aDay = (chance: Chance, from: number, to: number): string =>
  `${chance.whole(from, to)}-${twoDigits(chance.whole(1, 12))}-${twoDigits(chance.percent(60) ? 1 : chance.whole(1, 28))}`
const aPercent = (chance: Chance, max: number): Decimal =>
  new Decimal(chance.whole(0, max * 100)).div(chance.pick([100, 100, 100, 200, 50])).clampedTo(0, max)

const aSchedule = (chance: Chance): EscalationSchedule => ({
  enabled: chance.percent(85),
  month: chance.whole(1, 12),
  type: chance.pick(['Percentage', 'Percentage', 'FixedAmount', 'Amount'] as const),
  asOf: chance.orNull(60, () => aDay(chance, 2022, 2027)),
})
const anEscalator = (chance: Chance): Escalator => ({
  ...aSchedule(chance),
  value: new Decimal(chance.whole(-60, 150)).div(10),
})
const dates = (chance: Chance) => ({
  startDate: aDay(chance, 2021, 2026),
  endDate: chance.orNull(75, () => aDay(chance, 2025, 2028)),
})

const tiers = (chance: Chance): Tier[] => {
  let limit = new Decimal(0)
  const some = chance.some(1, 4, (): Tier => {
    limit = limit.plus(chance.amount(120_000)).plus(1)
    const isDated = chance.percent(8)
    return {
      sharePercentage: aPercent(chance, 100),
      limit,
      escalatorValue: chance.orNull(60, () => new Decimal(chance.whole(-20, 100)).div(10)),
      effectiveFrom: isDated ? chance.orNull(50, () => aDay(chance, 2024, 2026)) : null,
      effectiveTo: isDated ? chance.orNull(50, () => aDay(chance, 2026, 2027)) : null,
    }
  })
  const open = chance.pick([null, new Decimal(0)])
  const ascending = some.map((tier, i) =>
    i === some.length - 1 && chance.percent(80) ? { ...tier, limit: open } : tier,
  )
  return chance.percent(20) ? ascending.toReversed() : ascending
}
const threshold = (chance: Chance): ValidationThreshold => {
  const type = chance.pick(['VehicleCount', 'RevenuePercentage', 'ValidationAmount'] as const)
  return { type, amount: type === 'RevenuePercentage' ? aPercent(chance, 30) : chance.amount(9_000) }
}
const revenueShare = (chance: Chance): Contract['revenueShare'] => {
  const count = chance.pick([1, 1, 2, 3])
  const owners = REVENUE_CODES.map((code) => ({ code, owner: chance.whole(chance.percent(10) ? -1 : 0, count - 1) }))
  return {
    thresholdStructures: Array.from({ length: count }, (_, i) => ({
      revenueCodes: owners.filter(({ owner }) => owner === i).map(({ code }) => code),
      accumulationType: chance.pick(TYPES),
      tiers: tiers(chance),
      escalator: chance.orNull(60, () => aSchedule(chance)),
      validationThreshold: chance.orNull(70, () => threshold(chance)),
    })),
  }
}

const accountList = (chance: Chance, codes: readonly string[]): BillableAccount[] =>
  codes.flatMap((code) => (chance.percent(35) ? [{ code, title: code, isEnabled: chance.percent(60) }] : []))
const billableAccounts = (chance: Chance): BillableAccounts => ({
  payrollAccounts: accountList(chance, PAYROLL),
  additionalPayrollAmount: chance.orNull(40, () =>
    chance.percent(15) ? chance.amount(900).negated() : chance.amount(9_000),
  ),
  payrollTaxesEnabled: chance.percent(70),
  payrollTaxesBillingType: chance.pick(['Actual', 'Percentage', 'Percentage'] as const),
  payrollTaxesPercentage: chance.orNull(10, () => aPercent(chance, 40)),
  payrollTaxesEscalator: chance.orNull(50, () => anEscalator(chance)),
  payrollSupportEnabled: chance.percent(50),
  payrollSupportBillingType: chance.pick(['Fixed', 'Percentage'] as const),
  payrollSupportPayrollType: chance.pick(['Billable', 'Total', null]),
  payrollSupportAmount: chance.orNull(10, () => aPercent(chance, 30)),
  expenseAccounts: accountList(chance, EXPENSE),
})

/** Dated rows that follow each other, or one row for ever. */
const datedAmounts = (chance: Chance, amount: () => Decimal): DatedAmount[] => {
  if (chance.percent(60)) return [{ amount: amount(), from: null, to: null }]
  const month = twoDigits(chance.whole(2, 12))
  const years = [2024, 2025, 2026, 2027]
  return years.map((year) => ({
    amount: amount(),
    from: `${year}-${month}-01`,
    to: `${year + 1}-${twoDigits(Number(month) - 1)}-28`,
  }))
}
const managementFee = (chance: Chance): ManagementFee => {
  const escalator = chance.orNull(40, () => anEscalator(chance))
  switch (chance.whole(1, 3)) {
    case 1:
      return { type: 'FixedFee', amounts: datedAmounts(chance, () => chance.amount(20_000)), escalator }
    case 2:
      return { type: 'RevenuePercentage', percentages: datedAmounts(chance, () => aPercent(chance, 20)), escalator }
    default:
      return {
        type: 'PerLaborHour',
        useOvertimeSplit: chance.percent(80),
        escalator,
        jobs: JOBS.slice(0, chance.whole(1, 3)).map((code) => ({
          code,
          description: code,
          standardRate: chance.amount(60),
          overtimeRate: chance.orNull(50, () => chance.amount(90)),
          standardRateEscalatorValue: chance.orNull(40, () => new Decimal(chance.whole(0, 100)).div(10)),
          overtimeRateEscalatorValue: chance.orNull(40, () => new Decimal(chance.whole(0, 100)).div(10)),
        })),
      }
  }
}
const managementAgreement = (chance: Chance): ManagementAgreement => ({
  managementFee: chance.orNull(15, () => managementFee(chance)),
  insurance: chance.orNull(30, () => ({
    type: chance.pick(['BasedOnBillableAccounts', 'BasedOnBillableAccounts', 'FixedFee'] as const),
    additionalPercentage: chance.orNull(30, () => aPercent(chance, 20)),
    fixedFeeAmount: chance.orNull(10, () => chance.amount(4_000)),
    payrollPercentage: new Decimal('5.77'),
  })),
  claims: chance.orNull(40, () => ({
    type: chance.pick(['PerClaim', 'AnnualCalendar', 'AnnualAnniversary'] as const),
    capAmount: chance.orNull(8, () => chance.amount(9_000)),
  })),
  profitShare: chance.orNull(30, () => ({
    accumulationType: chance.pick(TYPES),
    tiers: tiers(chance),
    escalator: chance.orNull(60, () => aSchedule(chance)),
  })),
  validationThreshold: chance.orNull(60, () => threshold(chance)),
  nonGlBillableExpenses: chance.some(0, 3, (i) => ({
    title: `Expense ${i + 1}`,
    type: chance.pick(['FixedAmount', 'Payroll', 'Revenue'] as const),
    payrollType: chance.pick(['Billable', 'Total', null]),
    amount: chance.orNull(8, () => aPercent(chance, 30)),
    finalPeriodBilled: chance.orNull(60, () => aDay(chance, 2025, 2027).slice(0, 7)),
  })),
})

function contract(chance: Chance): Contract {
  const isManaged = chance.percent(40)
  return {
    ...NO_CONTRACT,
    startDate: chance.orNull(3, () => aDay(chance, 2019, 2026)),
    incrementMonth: chance.orNull(15, () => chance.whole(1, 12)),
    incrementAmount: chance.orNull(15, () => aPercent(chance, 12)),
    ratesAlreadyEscalatedThrough: chance.orNull(70, () => aDay(chance, 2022, 2026)),
    fixedFee: chance.orNull(50, () => ({
      serviceRates: chance.some(1, 3, (i) => ({
        name: `Service ${i}`,
        code: '4700',
        fee: chance.amount(40_000),
        ...dates(chance),
      })),
    })),
    perLaborHour: chance.orNull(60, () => ({
      useOvertimeSplit: chance.percent(80),
      jobRates: JOBS.slice(0, chance.whole(1, 3)).map((jobCode) => ({
        jobCode,
        name: jobCode,
        rate: chance.amount(60),
        overtimeRate: chance.orNull(50, () => chance.amount(90)),
        ...(chance.percent(50) ? { startDate: null, endDate: null } : dates(chance)),
      })),
    })),
    perOccupiedRoom: chance.orNull(75, () => ({ roomRate: chance.amount(9) })),
    revenueShare: chance.orNull(45, () => revenueShare(chance)),
    billableAccounts:
      isManaged || chance.percent(25)
        ? chance.some(chance.percent(5) ? 0 : 1, 2, () => billableAccounts(chance))
        : null,
    managementAgreement: isManaged ? managementAgreement(chance) : null,
    bellServiceFee: chance.percent(25),
  }
}

/** The case of a seed: a contract, its months in order (one to fourteen, now and then with a gap), and the day. */
export function aCase(seed: number): OracleCase {
  const chance = chanceOf(seed)
  const terms = contract(chance)
  const today = aDay(chance, 2025, 2027)
  const first = chance.whole(2024 * 12, 2027 * 12)
  const count = chance.pick([1, 1, 1, 2, 3, 5, 14])
  const months = Array.from({ length: count }, (_, i) => first + i)
    .filter(() => !chance.percent(3))
    .map((at) => aMonthOf(chance, `${Math.floor(at / 12)}-${twoDigits((at % 12) + 1)}`, terms))
  return { contract: terms, months, today }
}
