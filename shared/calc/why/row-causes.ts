import type { PlRowCode } from '../../categories/profit-and-loss.ts'
import { addMonths } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { PayrollInput } from '../payroll/payroll-month.ts'
import type { PlCell } from '../profit-and-loss/cell.ts'
import { FLC_INPUTS } from '../profit-and-loss/flc.ts'
import { isOpenIn } from '../open-period.ts'
import type { PayrollAmount, SiteContract } from '../recompute/site-calculators.ts'
import type { SiteYearSheet } from '../recompute/site-year-sheet.ts'
import type { DayLists } from '../site-year/stored-year.ts'
import type { StatisticsMonth } from '../statistics-month.ts'
import { addedCauses, type Causes } from './causes.ts'
import { contractCauses } from './contract-causes.ts'
import type { Sides } from './driver-split.ts'
import { budgetedPayroll, loadedPayroll, payrollCauses, type Vehicles } from './payroll-causes.ts'
import {
  allVehicles,
  budgetedVehicles,
  type Explanation,
  revenueAgainstBudget,
  revenueAgainstLastYear,
} from './revenue-causes.ts'

/** What a difference is explained from. */
export type Explained = {
  readonly sheet: SiteYearSheet<PayrollInput, SiteContract>
  /** Whose drivers are known: a forecast of record froze amounts and no drivers. */
  readonly against: 'budget' | 'last-year' | 'record'
  readonly baselineOf: (code: PlRowCode, month: number) => Decimal | null
  /** What was loaded of the same month of last year. */
  readonly lastYear: (month: number) => { readonly statistics: DayLists; readonly payroll: DayLists }
  readonly budgetedOtherRevenue: (month: number) => Decimal | null
}

/** The sides of a row and month; null where one is not known. */
export function sidesIn({ sheet, baselineOf }: Explained, code: PlRowCode, month: number): Sides | null {
  const value = cellIn(sheet, code, month)?.amounts.trend ?? null
  const baseline = baselineOf(code, month)
  return value === null || baseline === null ? null : { value, baseline }
}

const cellIn = (sheet: Explained['sheet'], code: PlRowCode, month: number) =>
  sheet.values.get(code)?.[month] as PlCell | undefined

const nothing = (rest: Decimal): Explanation => ({ causes: { rest }, facts: [] })

/**
 * Why one row of one month differs from its baseline (grid-and-pnl.md D5): exact causes that add up to the difference,
 * except that what has no drivers to compare is the rest. Null where a side is not known.
 */
export function rowCauses(of: Explained, code: PlRowCode, month: number): Explanation | null {
  if (code === 'FLC') return contributionCauses(of, month)
  const sides = sidesIn(of, code, month)
  if (sides === null) return null
  const difference = sides.value.minus(sides.baseline)
  const isClosed = !isOpenIn(of.sheet.input.contract.open, of.sheet.input.months[month] ?? '')
  if (difference.isZero() || of.against === 'record' || isClosed) return nothing(difference)
  switch (code) {
    case 'ExternalRevenue':
      return externalCauses(of, month, sides) ?? nothing(difference)
    case 'Payroll':
      return laborCauses(of, month, sides) ?? nothing(difference)
    case 'Pteb':
    case 'Insurance':
      return burdenCauses(of, code, month, difference)
    case 'InternalRevenue':
      return revenueCauses(of, month, sides)
    default:
      return accountCauses(of, code, month, difference)
  }
}

function statisticsIn({ sheet }: Explained, month: number) {
  const input = sheet.input.statistics[month] ?? null
  const computed = (sheet.values.get('statisticsMonth')?.[month] ?? null) as StatisticsMonth | null
  return input && computed && { input, computed }
}

const yearBefore = ({ sheet }: Explained, month: number) => addMonths(sheet.input.months[month] ?? '', -12)

function externalCauses(of: Explained, month: number, sides: Sides): Explanation | null {
  const statistics = statisticsIn(of, month)
  if (statistics === null) return null
  if (of.against === 'budget') return revenueAgainstBudget(statistics.input, statistics.computed, sides)
  const lastYear = { month: yearBefore(of, month), ...of.lastYear(month) }
  return revenueAgainstLastYear(statistics.computed, lastYear, sides)
}

function laborCauses(of: Explained, month: number, sides: Sides): Explanation | null {
  const input = of.sheet.input.payroll[month]
  const days = (of.sheet.values.get('payrollCost')?.[month] as Partial<PayrollAmount> | undefined)?.days
  if (input === undefined || days === undefined) return null
  if (of.against === 'budget')
    return payrollCauses(input, days, (job) => budgetedPayroll(input, job), sides, vehiclesIn(of, month))
  const { payroll } = of.lastYear(month)
  return payrollCauses(input, days, (job) => loadedPayroll(yearBefore(of, month), payroll, job), sides, null)
}

function vehiclesIn(of: Explained, month: number): Vehicles {
  const statistics = statisticsIn(of, month)
  return statistics && { before: budgetedVehicles(statistics.input), after: allVehicles(statistics.computed) }
}

/** PTEB and insurance are a share of payroll: they move as payroll does (domain.md 8). */
function burdenCauses(of: Explained, code: 'Pteb' | 'Insurance', month: number, difference: Decimal): Explanation {
  const cell = cellIn(of.sheet, code, month)
  const payroll = rowCauses(of, 'Payroll', month)
  const detail = cell?.detail
  const isShare = detail?.kind === 'pteb' || detail?.kind === 'insurance'
  const share = detail?.kind === 'pteb' ? detail.ratio : detail?.kind === 'insurance' ? detail.rate : null
  if (!isShare || share === null || payroll === null || of.against !== 'budget' || cell?.kind === 'actual')
    return nothing(difference)
  const causes = addedCauses([{ causes: payroll.causes, times: share }])
  return { causes: { ...causes, rest: difference.minus(sumOfCauses(causes)) }, facts: payroll.facts }
}

const sumOfCauses = (causes: Causes): Decimal =>
  Object.entries(causes).reduce((sum, [id, amount]) => (id === 'rest' ? sum : sum.plus(amount)), ZERO)

/** A closed month is what was posted: its contract's drivers do not make it. */
function revenueCauses(of: Explained, month: number, sides: Sides): Explanation {
  const kind = cellIn(of.sheet, 'InternalRevenue', month)?.kind
  if (of.against !== 'budget' || kind === 'actual') return nothing(sides.value.minus(sides.baseline))
  return { causes: contractCauses(of.sheet, month, sides, of.budgetedOtherRevenue(month)), facts: [] }
}

/** Rows made of accounts: what was entered, and what is posted already. */
function accountCauses(of: Explained, code: PlRowCode, month: number, difference: Decimal): Explanation {
  const cell = cellIn(of.sheet, code, month)
  if (cell?.detail.kind !== 'accounts' || of.against !== 'budget') return nothing(difference)
  const from = (side: 'forecast' | 'actual') =>
    cell.detail.kind !== 'accounts'
      ? ZERO
      : (sumOf(
          cell.detail.accounts
            .filter((account) => account.from === side)
            .map(({ used, budget }) => (used ?? ZERO).minus(budget ?? ZERO)),
        ) ?? ZERO)
  const [entered, beyond] = [from('forecast'), from('actual')]
  return { causes: { entered, beyond, rest: difference.minus(entered).minus(beyond) }, facts: [] }
}

/** The contribution moves as its rows do; a row that one side does not know counts as 0 there, as in the bridge. */
function contributionCauses(of: Explained, month: number): Explanation | null {
  if (sidesIn(of, 'FLC', month) === null) return null
  const rows = FLC_INPUTS.map(({ code, inFlc }) => {
    const value = cellIn(of.sheet, code, month)?.amounts.trend ?? ZERO
    const { causes } = rowCauses(of, code, month) ?? nothing(value.minus(of.baselineOf(code, month) ?? ZERO))
    return { causes, times: inFlc }
  })
  return { causes: addedCauses(rows), facts: [] }
}
