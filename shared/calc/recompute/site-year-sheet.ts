import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import type { Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import type { AccountAmounts } from '../profit-and-loss/account-use.ts'
import type { PlCell } from '../profit-and-loss/cell.ts'
import type { Amounts, ComputedAmount, Loaded } from '../profit-and-loss/data-sets.ts'
import { externalRevenueMonth, type ExternalRevenueMonth } from '../profit-and-loss/external-revenue-month.ts'
import { AMOUNT_ROWS, type AmountRow, cumulativeCell, flcCell } from '../profit-and-loss/flc.ts'
import { overridden } from '../profit-and-loss/override.ts'
import { loadedOf, type PlTerms, rowCell, type SiteMonthInput } from '../profit-and-loss/site-month.ts'
import { percentsOfRevenue, type PlRow, type ProfitAndLoss, rowTotal } from '../profit-and-loss/site-year.ts'
import { closedRemark, isOpenIn, type OpenPeriod } from '../open-period.ts'
import { type StatisticsInput, type StatisticsMonth } from '../statistics-month.ts'
import { type KnownMonth, restatedMonth } from './kept-days.ts'
import { percentOf, SITE_RULES, type SiteInput, totalOf } from './dependencies.ts'
import { affectedBy, allOf, evaluate, type Evaluation, type Read, type Ref, type Values } from './graph.ts'

/** What the contract of a site tells the P&L; the calculators of internal revenue and payroll know more of it. */
export type ContractTerms = {
  readonly hasManagementAgreement: boolean
  /** Share of gross external revenue lost, 0–1; missing is 0 (domain.md 2.4). */
  readonly adjustmentRate?: Decimal
  /** When the site is in operation; left out it always is (domain.md 1.1). */
  readonly open?: OpenPeriod
}

/** Everything a site-year is computed from, one entry per month where it is a list. */
export type SiteYearInput<Payroll, Contract extends ContractTerms> = {
  readonly months: readonly Month[]
  readonly statistics: readonly (StatisticsInput | null)[]
  readonly payroll: readonly Payroll[]
  /** Payroll of the month before the first: overtime weeks may begin in it (domain.md 6.3). Left out: nobody worked then. */
  readonly payrollBefore?: Payroll
  readonly otherRevenue: readonly (Decimal | null)[]
  readonly accounts: readonly (readonly AccountAmounts[])[]
  readonly ledger: readonly Readonly<Partial<Record<AmountRow, Loaded>>>[]
  readonly contract: Contract
}

/** What the calculator of labor may look at: the contract, its month and the one before. */
export type LaborContext<Payroll, Contract> = {
  readonly month: number
  readonly contract: Contract
  readonly payroll: (month: number) => Payroll
  /** Payroll of the month before the year; only the first month may look at it. */
  readonly payrollBefore: () => Payroll | undefined
  readonly payrollCost: (month: number) => ComputedAmount
}

/** What the calculator of shared revenue may look at. */
export type SharedRevenueContext = {
  readonly month: Month
  readonly external: ExternalRevenueMonth
  readonly ledger: Readonly<Partial<Record<AmountRow, Loaded>>>
}

/** What the calculator of internal revenue may look at: the contract, every month up to its own, and what it gave for earlier ones. */
export type InternalRevenueContext<Payroll, Contract> = {
  readonly month: number
  readonly contract: Contract
  readonly statistics: (month: number) => StatisticsMonth | null
  readonly external: (month: number) => ExternalRevenueMonth
  /** What the calculator of labor gave for the month; undefined where there is none. */
  readonly labor: () => unknown
  /** What the calculator of shared revenue gave for a month up to this one; undefined where there is none. */
  readonly sharedRevenue: (month: number) => unknown
  /** What this calculator gave for an earlier month. */
  readonly earlier: (month: number) => ComputedAmount
  readonly payrollCost: (month: number) => ComputedAmount
  readonly payroll: (month: number) => Payroll
  readonly otherRevenue: (month: number) => Decimal | null
  readonly accounts: (month: number) => readonly AccountAmounts[]
  readonly ledger: (month: number) => Readonly<Partial<Record<AmountRow, Loaded>>>
}

/** The payroll of a month as it was, and the amount it gave. */
export type PayrollBefore<Payroll> = { readonly payroll: Payroll; readonly amount: ComputedAmount }

/** The calculators that live in folders of their own. */
export type Calculators<Payroll, Contract> = {
  /** `before` is the same month as it was last computed, for what did not change in it; null where there is none. */
  readonly payrollCost: (
    payroll: Payroll,
    contract: Contract,
    month: Month,
    before?: PayrollBefore<Payroll> | null,
  ) => ComputedAmount
  /**
   * What a month's hours earn, apart from all else, because a keystroke elsewhere does not move it. `before` is what
   * this gave for the same month before.
   */
  readonly labor?: (context: LaborContext<Payroll, Contract>, before?: unknown) => unknown
  /** External revenue of a month as contracts share it, apart because later months accumulate on it. */
  readonly sharedRevenue?: (context: SharedRevenueContext) => unknown
  readonly internalRevenue: (context: InternalRevenueContext<Payroll, Contract>) => ComputedAmount
}

/** A computed site-year that can be brought up to date; made by {@link computeSiteYear} and never changed. */
export type SiteYearSheet<Payroll, Contract extends ContractTerms> = {
  readonly input: SiteYearInput<Payroll, Contract>
  readonly calculators: Calculators<Payroll, Contract>
  readonly terms: PlTerms
  readonly values: Values
}

/** The index of the month before the first. */
export const BEFORE_YEAR = -1

/**
 * An input that changed: which one and of which month (by its index); the contract's month is 0, payroll of the month
 * before the year has {@link BEFORE_YEAR}.
 */
export type InputChange = { readonly name: SiteInput; readonly month: number }

/** The whole site-year from its inputs. */
export function computeSiteYear<Payroll, Contract extends ContractTerms>(
  input: SiteYearInput<Payroll, Contract>,
  calculators: Calculators<Payroll, Contract>,
  terms: PlTerms,
): SiteYearSheet<Payroll, Contract> {
  const evaluation = evaluationOf(input, calculators, terms)
  return { input, calculators, terms, values: evaluate(evaluation, allOf(SITE_RULES, evaluation.months)) }
}

/**
 * The site-year after some inputs changed: only what depends on them is computed, everything else is the very same
 * object as before. `input` holds the changed inputs already.
 */
export function recomputeSiteYear<Payroll, Contract extends ContractTerms>(
  before: SiteYearSheet<Payroll, Contract>,
  input: SiteYearInput<Payroll, Contract>,
  changes: readonly InputChange[],
): { readonly sheet: SiteYearSheet<Payroll, Contract>; readonly recomputed: readonly Ref[] } {
  const { calculators, terms } = before
  const evaluation = evaluationOf(input, calculators, terms, before)
  const recomputed = affectedBy(SITE_RULES, evaluation.months, changes)
  const values = evaluate(evaluation, recomputed, before.values)
  return { sheet: { input, calculators, terms, values }, recomputed }
}

/** The P&L of a computed site-year. */
export function profitAndLossOf({
  input,
  values,
}: Pick<SiteYearSheet<unknown, ContractTerms>, 'input' | 'values'>): ProfitAndLoss {
  const rows = PL_ROWS.map(({ code }): [PlRowCode, PlRow] => [
    code,
    {
      code,
      cells: values.get(code) as readonly PlCell[],
      total: values.get(totalOf(code))?.[0] as Amounts,
      percentOfRevenue: values.get(percentOf(code))?.[0] as Amounts,
    },
  ])
  return { months: input.months, rows: Object.fromEntries(rows) as Record<PlRowCode, PlRow> }
}

type Before = Pick<SiteYearSheet<unknown, ContractTerms>, 'input' | 'values'>

function evaluationOf<Payroll, Contract extends ContractTerms>(
  input: SiteYearInput<Payroll, Contract>,
  calculators: Calculators<Payroll, Contract>,
  terms: PlTerms,
  before: Before | null = null,
): Evaluation {
  return {
    rules: SITE_RULES,
    months: input.months.length,
    source: (name, month) => {
      if (name === 'contract') return input.contract
      if (month === BEFORE_YEAR) return name === 'payroll' ? input.payrollBefore : undefined
      return input[name as Exclude<SiteInput, 'contract'>][month]
    },
    compute: ({ name }, month, read) => {
      const label = input.months[month] ?? ''
      if (name === 'statisticsMonth') {
        const stored = read('statistics', month) as StatisticsInput | null
        return stored && restatedMonth(stored, before && knownMonth(before, month))
      }
      if (name === 'externalRevenue') return externalOf(month, read)
      if (name === 'payrollCost') {
        const payroll = read('payroll', month) as Payroll
        const known = before && payrollBefore<Payroll>(before, month)
        return calculators.payrollCost(payroll, read('contract', 0) as Contract, label, known)
      }
      if (name === 'labor')
        return calculators.labor?.(laborContextOf<Payroll, Contract>(month, read), before?.values.get('labor')?.[month])
      if (name === 'sharedRevenue') {
        const external = read('externalRevenue', month) as ExternalRevenueMonth
        return calculators.sharedRevenue?.({ month: label, external, ledger: loadedIn(month, read) })
      }
      if (name === 'internalRevenue') {
        const { open } = read('contract', 0) as ContractTerms
        const override = loadedIn(month, read).InternalRevenue?.override
        if (override === undefined && !isOpenIn(open, label)) return closedAmount(open, label)
        const revenue = calculators.internalRevenue(contextOf<Payroll, Contract>(month, read))
        return overridden(revenue, override)
      }
      return resultOf(name, { label, month, months: input.months.length }, read, terms)
    },
  }
}

/** The month's statistics as they were, to keep the days that did not change. */
function knownMonth({ input, values }: Before, month: number): KnownMonth | null {
  const stored = input.statistics[month] ?? null
  const computed = (values.get('statisticsMonth')?.[month] ?? null) as StatisticsMonth | null
  return stored && computed && { input: stored, month: computed }
}

function payrollBefore<Payroll>({ input, values }: Before, month: number): PayrollBefore<Payroll> {
  return { payroll: input.payroll[month] as Payroll, amount: values.get('payrollCost')?.[month] as ComputedAmount }
}

/** A contract earns nothing in a month without a day of operation (domain.md 1.1). */
const closedAmount = (open: OpenPeriod | undefined, month: Month): ComputedAmount => ({
  total: ZERO,
  isForecast: true,
  parts: [],
  remark: closedRemark(open, month),
})

function externalOf(month: number, read: Read): ExternalRevenueMonth {
  const stored = read('statistics', month) as StatisticsInput | null
  const { adjustmentRate, open } = read('contract', 0) as ContractTerms
  const computed = externalRevenueMonth({
    statistics: read('statisticsMonth', month) as StatisticsMonth | null,
    hasForecastRates: stored !== null && Object.values(stored.forecastRates).some((rate) => rate != null),
    budget: loadedOf('ExternalRevenue', rowInput('', month, read)).budget,
    ...(adjustmentRate === undefined ? {} : { adjustmentRate }),
    open,
  })
  const override = loadedIn(month, read).ExternalRevenue?.override
  // An amount set by hand has no categories that add up to it.
  return override === undefined ? computed : { ...overridden(computed, override), categories: null, computed }
}

const loadedIn = (month: number, read: Read) => read('ledger', month) as SiteMonthInput['loaded']

/** A P&L row, FLC, cumulative, total or percent. */
function resultOf(
  name: string,
  { label, month, months }: { readonly label: Month; readonly month: number; readonly months: number },
  read: Read,
  terms: PlTerms,
): unknown {
  const row = AMOUNT_ROWS.find((code) => code === name)
  if (row) return rowCell(row, rowInput(label, month, read), terms, () => read('Payroll', month) as PlCell)
  if (name === 'FLC') return flcCell((code) => read(code, month) as PlCell)
  if (name === 'FLC_CUMULATIVE') {
    const before = month === 0 ? null : (read('FLC_CUMULATIVE', month - 1) as PlCell).amounts.trend
    return cumulativeCell(before, read('FLC', month) as PlCell)
  }
  return yearResult(name, months, read)
}

/** The total or the percent of a row; the same for a site and for a rollup. */
export function yearResult(name: string, months: number, read: Read): Amounts {
  const [what, code] = name.split('.') as ['total' | 'percent', PlRowCode]
  if (what === 'total') {
    const cells = Array.from({ length: months }, (_, month) => read(code, month) as { readonly amounts: Amounts })
    return rowTotal(code, cells)
  }
  const total = read(totalOf(code), 0) as Amounts
  return percentsOfRevenue(code, total, read(totalOf('InternalRevenue'), 0) as Amounts)
}

/** The month's input, read piece by piece as a row asks for it. */
function rowInput(label: Month, month: number, read: Read): SiteMonthInput {
  return {
    month: label,
    get external() {
      return read('externalRevenue', month) as ComputedAmount
    },
    get internal() {
      return read('internalRevenue', month) as ComputedAmount
    },
    get payroll() {
      return read('payrollCost', month) as ComputedAmount
    },
    get accounts() {
      return read('accounts', month) as readonly AccountAmounts[]
    },
    get loaded() {
      return read('ledger', month) as SiteMonthInput['loaded']
    },
    get open() {
      return (read('contract', 0) as ContractTerms).open
    },
    get hasManagementAgreement() {
      return (read('contract', 0) as ContractTerms).hasManagementAgreement
    },
  }
}

function laborContextOf<Payroll, Contract>(month: number, read: Read): LaborContext<Payroll, Contract> {
  return {
    month,
    contract: read('contract', 0) as Contract,
    payroll: (other) => read('payroll', other) as Payroll,
    payrollBefore: () => read('payroll', BEFORE_YEAR) as Payroll | undefined,
    payrollCost: (other) => read('payrollCost', other) as ComputedAmount,
  }
}

function contextOf<Payroll, Contract>(month: number, read: Read): InternalRevenueContext<Payroll, Contract> {
  return {
    month,
    contract: read('contract', 0) as Contract,
    statistics: (other) => read('statisticsMonth', other) as StatisticsMonth | null,
    external: (other) => read('externalRevenue', other) as ExternalRevenueMonth,
    labor: () => read('labor', month),
    sharedRevenue: (other) => read('sharedRevenue', other),
    earlier: (other) => read('internalRevenue', other) as ComputedAmount,
    payrollCost: (other) => read('payrollCost', other) as ComputedAmount,
    payroll: (other) => read('payroll', other) as Payroll,
    otherRevenue: (other) => read('otherRevenue', other) as Decimal | null,
    accounts: (other) => read('accounts', other) as readonly AccountAmounts[],
    ledger: (other) => read('ledger', other) as SiteMonthInput['loaded'],
  }
}
