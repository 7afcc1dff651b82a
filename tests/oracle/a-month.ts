import type { Contract } from '../../shared/calc/internal-revenue/contract.ts'
import type {
  AccountAmounts,
  JobHours,
  MonthInput,
  MonthRevenue,
} from '../../shared/calc/internal-revenue/month-input.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { Chance } from './chance.ts'

export const JOBS = ['VLT1', 'GSA1', 'GSC1']
export const REVENUE_CODES = ['VD1', 'VD2', 'VO1', 'VM1', 'SD1', 'SD2', 'SD3', 'SO1', 'SM1', 'OR1', 'ADJ']
const CATEGORIES = [
  'valetDaily',
  'valetOvernight',
  'valetMonthly',
  'valetAggregator',
  'selfDaily',
  'selfOvernight',
  'selfMonthly',
  'selfAggregator',
] as const
const ACCOUNTS = [
  '6000',
  '6002',
  '6010',
  '6014',
  '6017',
  '6115',
  '6200',
  '6399',
  '6500',
  '7005',
  '7016',
  '7045',
  '7080',
  '7082',
  '7099',
  '7100',
  '7101',
  '7185',
  '7225',
]
/** Taxes and insurance may arrive negative, claims may be credited. */
const SIGNS: Readonly<Record<string, number>> = { 6200: -1, 7082: -1, 7100: -1, 7101: -1 }
const ENTERED = ['7045', '7100', '7185']

const revenue = (chance: Chance, month: string, isOneStructure: boolean): MonthRevenue => {
  const signed = () => (chance.percent(6) ? chance.amount(5_000).negated() : chance.amount(60_000))
  // one total for several structures cannot be computed: now and then it has to fail
  const kind = chance.percent(isOneStructure ? 25 : 2)
    ? 'total'
    : chance.pick(['code', 'category', 'category', 'category', 'none'])
  return {
    month,
    net: kind === 'none' || (kind !== 'total' && chance.percent(50)) ? null : signed(),
    byCode:
      kind === 'code'
        ? Object.fromEntries(REVENUE_CODES.flatMap((code) => (chance.percent(80) ? [[code, signed()]] : [])))
        : null,
    byCategory:
      kind === 'category' ? Object.fromEntries(CATEGORIES.map((id) => [id, chance.orNull(20, signed)])) : null,
    validations: chance.orNull(40, () => chance.amount(9_000)),
    origin: chance.pick(['actual', 'forecast', 'budget'] as const),
  }
}

/** The days of a month and, since they belong to its first overtime week, six before it; now and then a day after it. */
const daysAround = (month: string): string[] => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return Array.from({ length: 37 }, (_, i) => new Date(Date.UTC(year, number - 1, i - 5)).toISOString().slice(0, 10))
}
const hours = (chance: Chance, days: readonly string[]): JobHours => {
  const isByDay = chance.percent(75)
  const isWorked = chance.pick([100, 70, 20])
  const quarters = () => new Decimal(`${chance.whole(0, 14)}.${chance.pick(['00', '25', '50', '75'])}`)
  return {
    days: isByDay ? days.flatMap((day) => (chance.percent(isWorked) ? [{ day, hours: quarters() }] : [])) : null,
    budget: chance.orNull(20, () => chance.amount(300)),
  }
}

const account = (chance: Chance, code: string): AccountAmounts => {
  const sign = SIGNS[code] ?? 1
  const amount = () => chance.amount(code.startsWith('6') ? 30_000 : 4_000).times(chance.pick([1, 1, sign]))
  const isPayrollByAccount = code.startsWith('6') && chance.percent(5)
  return {
    budget: chance.orNull(10, amount),
    forecast: ENTERED.includes(code) || isPayrollByAccount || chance.percent(2) ? chance.orNull(40, amount) : null,
    actual: chance.orNull(50, amount),
  }
}

/** A month of a case: everything a contract may ask for, each thing missing now and then. */
export function aMonthOf(chance: Chance, month: string, contract: Contract): MonthInput {
  const needsHours =
    contract.perLaborHour !== null || contract.managementAgreement?.managementFee?.type === 'PerLaborHour'
  const days = needsHours ? daysAround(month) : []
  const isOneStructure = (contract.revenueShare?.thresholdStructures.length ?? 1) === 1
  return {
    month,
    kind: chance.pick(['past', 'current', 'future'] as const),
    revenue: chance.orNull(4, () => revenue(chance, month, isOneStructure)),
    occupiedRooms: {
      forecast: chance.orNull(15, () => chance.amount(9_000)),
      budget: chance.orNull(15, () => chance.amount(9_000)),
    },
    hours: needsHours
      ? Object.fromEntries(JOBS.flatMap((job) => (chance.percent(93) ? [[job, hours(chance, days)]] : [])))
      : {},
    payrollForecast: chance.orNull(30, () => chance.amount(150_000)),
    accounts: chance.percent(5)
      ? {}
      : Object.fromEntries(ACCOUNTS.flatMap((code) => (chance.percent(80) ? [[code, account(chance, code)]] : []))),
    expenseTotals: chance.orNull(88, () => ({
      otherAccountsBudget: chance.orNull(10, () => chance.amount(9_000)),
      enteredAccountsBudget: chance.orNull(10, () => chance.amount(5_000)),
      record: chance.orNull(50, () =>
        Object.fromEntries(ENTERED.flatMap((code) => (chance.percent(70) ? [[code, chance.amount(900)]] : []))),
      ),
    })),
    otherRevenue: chance.orNull(40, () => chance.amount(2_000).minus(1_000)),
    budgetInternalRevenue: chance.orNull(20, () => chance.amount(200_000)),
  }
}
