import type { PlRowCode } from '../../categories/profit-and-loss.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { fromScaled, spreadEvenly, toScaled } from '../../core/scaled.ts'
import { payrollLineId } from '../../categories/payroll.ts'
import { sumOf } from '../day-figures.ts'
import type { PayrollAmount } from '../recompute/site-calculators.ts'
import type { PlCell } from '../profit-and-loss/cell.ts'
import { FLC_INPUTS } from '../profit-and-loss/flc.ts'
import type { StatisticsMonth } from '../statistics-month.ts'
import { type Explained, sidesIn } from './row-causes.ts'

/** What a difference comes from: a day, a month, an account or a row; `others` is all the rest of it. */
export type Contribution = {
  readonly id: string
  readonly label: string | null
  readonly value: Decimal | null
  readonly baseline: Decimal | null
  /** Whole cents; all of them add up to the difference. */
  readonly amount: Decimal
}
export type Contributions = {
  readonly of: 'days' | 'months' | 'accounts' | 'rows' | 'nothing'
  readonly list: readonly Contribution[]
}

/** So many are named; the others are one. */
const MOST_NAMED = 5
export const OTHERS = 'others'

/** The largest first, then all others as one, so that they add up to the difference in cents. */
export function ranked(amount: Decimal, all: readonly Contribution[]): readonly Contribution[] {
  const named = all
    .map((one) => ({ ...one, amount: one.amount.toDecimalPlaces(2) }))
    .filter((one) => !one.amount.isZero())
    .toSorted((a, b) => b.amount.abs().cmp(a.amount.abs()) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_NAMED)
  const others = named.reduce((left, one) => left.minus(one.amount), amount.toDecimalPlaces(2))
  return others.isZero() ? named : [...named, { id: OTHERS, label: null, value: null, baseline: null, amount: others }]
}

const between = (id: string, label: string | null, value: Decimal | null, baseline: Decimal | null): Contribution => ({
  id,
  label,
  value,
  baseline,
  amount: (value ?? ZERO).minus(baseline ?? ZERO),
})

/** What the difference of a row comes from: its months, in one month its days, and where it has none its accounts or rows. */
export function contributionsOf(of: Explained, code: PlRowCode, months: readonly number[]): Contributions {
  const [month] = months
  if (month === undefined) return { of: 'nothing', list: [] }
  if (months.length > 1) {
    const list = months.flatMap((one) => {
      const sides = sidesIn(of, code, one)
      return sides ? [between(of.sheet.input.months[one] ?? '', null, sides.value, sides.baseline)] : []
    })
    return { of: 'months', list }
  }
  if (code === 'FLC') {
    const list = FLC_INPUTS.map(({ code: row, label, inFlc }) => {
      const one = between(row, label, trendOf(of, row, month), of.baselineOf(row, month))
      return { ...one, amount: one.amount.times(inFlc) }
    })
    return { of: 'rows', list }
  }
  const cell = of.sheet.values.get(code)?.[month] as PlCell | undefined
  if (cell?.detail.kind === 'accounts' && of.against === 'budget') {
    const list = cell.detail.accounts.map(({ account, title, used, budget }) =>
      between(account, `${account} ${title}`, used, budget),
    )
    return { of: 'accounts', list }
  }
  const days = daysOfRow(of, code, month)
  return days.length === 0 ? { of: 'nothing', list: [] } : { of: 'days', list: days }
}

const trendOf = ({ sheet }: Explained, code: PlRowCode, month: number): Decimal | null =>
  (sheet.values.get(code)?.[month] as PlCell | undefined)?.amounts.trend ?? null

/** Days of external revenue and payroll beside the baseline's: last year's same date, else the month spread evenly. */
function daysOfRow(of: Explained, code: PlRowCode, month: number): Contribution[] {
  const values = dayValues(of, code, month)
  // A month that is its budget, or of which no day is known, does not come from its days.
  const kind = (of.sheet.values.get(code)?.[month] as PlCell | undefined)?.kind
  if (kind === 'budget' || values.every(({ value }) => value === null)) return []
  const baseline = of.against === 'last-year' ? lastYearDays(of, code, month) : evenDays(of, code, month, values.length)
  return values.map(({ day, value }, i) => between(day, null, value, baseline[i] ?? null))
}

function dayValues({ sheet }: Explained, code: PlRowCode, month: number) {
  if (code === 'ExternalRevenue') {
    const statistics = (sheet.values.get('statisticsMonth')?.[month] ?? null) as StatisticsMonth | null
    return (statistics?.days ?? []).map(({ day, figures }) => ({ day, value: figures.externalRevenue }))
  }
  if (code !== 'Payroll') return []
  const days = (sheet.values.get('payrollCost')?.[month] as Partial<PayrollAmount> | undefined)?.days?.days ?? []
  return days.map(({ day, byCode }) => ({ day, value: sumOf(Object.values(byCode).map(({ cost }) => cost)) }))
}

function evenDays(of: Explained, code: PlRowCode, month: number, length: number): Decimal[] {
  const baseline = of.baselineOf(code, month)
  return baseline === null ? [] : spreadEvenly(toScaled(baseline, 2), length).map((cents) => fromScaled(cents, 2))
}

function lastYearDays(of: Explained, code: PlRowCode, month: number): (Decimal | null)[] {
  const { statistics, payroll } = of.lastYear(month)
  const lists =
    code === 'ExternalRevenue'
      ? [statistics['externalRevenue']]
      : (of.sheet.input.payroll[month]?.jobs ?? []).map((job) => payroll[payrollLineId('cost', job.code)])
  return Array.from({ length: 31 }, (_, i) =>
    sumOf(lists.map((list) => (list?.[i] == null ? null : fromScaled(list[i], 2)))),
  )
}
