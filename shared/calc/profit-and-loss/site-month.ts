import { PL_ROWS } from '../../categories/profit-and-loss.ts'
import { unreachable } from '../../core/bug.ts'
import { type Day, type Month, phaseOf } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { closedRemark, isOpenIn, type OpenPeriod } from '../open-period.ts'
import { type AccountAmounts, accountsOf } from './account-use.ts'
import { accountRow, claimsRow } from './account-rows.ts'
import { closedCell, computedCell, type PlCell } from './cell.ts'
import { type ComputedAmount, type Loaded } from './data-sets.ts'
import { AMOUNT_ROWS, type AmountRow, flcCell } from './flc.ts'
import { insuranceRow, type PayrollBase, ptebRow } from './payroll-burden.ts'
import type { PlRules } from './rules.ts'

/** Everything the P&L of one site and month is made from; amounts in dollars and in each row's own sign. */
export type SiteMonthInput = {
  readonly month: Month
  readonly external: ComputedAmount
  readonly internal: ComputedAmount
  readonly payroll: ComputedAmount
  /** Cost accounts 6000–7999 with what was entered, budgeted and posted. */
  readonly accounts: readonly AccountAmounts[]
  /** Amounts per row from budget and ledger; a row left out is the sum of its accounts. */
  readonly loaded: Readonly<Partial<Record<AmountRow, Loaded>>>
  readonly hasManagementAgreement: boolean
  /** When the site is in operation; left out it always is (domain.md 1.1). */
  readonly open?: OpenPeriod | undefined
}

/** What the calculation of a month is told beside its input. */
export type PlTerms = { readonly today: Day; readonly rules: PlRules }

export type SiteMonth = Readonly<Record<AmountRow | 'FLC', PlCell>>

/** Rows whose category can be added up from cost accounts; revenue has none. */
const HAS_ACCOUNTS: ReadonlySet<string> = new Set(
  PL_ROWS.filter(({ kind }) => kind === 'expense').map(({ code }) => code),
)
const VEHICLE_INSURANCE = '7082'
const IS_ABSOLUTE: ReadonlySet<string> = new Set(
  PL_ROWS.filter(({ ledgerSign }) => ledgerSign === 'absolute').map(({ code }) => code),
)

/** What is loaded of a row: its category's amounts, else its accounts added up; PTEB and insurance without their sign. */
export function loadedOf(row: AmountRow, input: Pick<SiteMonthInput, 'accounts' | 'loaded'>): Loaded {
  const category = input.loaded[row]
  const own = HAS_ACCOUNTS.has(row) ? accountsOf(row, input.accounts) : []
  const amounts: Loaded = {
    actual: category?.actual ?? sumOf(own.map(({ actual }) => actual)),
    budget: category?.budget ?? sumOf(own.map(({ budget }) => budget)),
    priorYear: category?.priorYear ?? null,
  }
  return IS_ABSOLUTE.has(row) ? mapLoaded(amounts, (amount) => amount.abs()) : amounts
}

/** Payroll as PTEB and insurance look at it. */
export function payrollBase(payroll: PlCell): PayrollBase {
  const { forecast, trend, budget } = payroll.amounts
  return { forecast, trend, budget, kind: payroll.kind }
}

/**
 * One row's cell of a month; PTEB and insurance look at the payroll cell (domain.md 8, 9.3). In a month without a day of
 * operation every row is 0 but for what is posted or set by hand (1.1).
 */
export function rowCell(row: AmountRow, input: SiteMonthInput, terms: PlTerms, payroll: () => PlCell): PlCell {
  const month = phaseOf(input.month, terms.today)
  const loaded = loadedOf(row, input)
  if (!isOpenIn(input.open, input.month) && input.loaded[row]?.override === undefined) {
    return closedCell(month, loaded, closedRemark(input.open, input.month) ?? '')
  }
  switch (row) {
    case 'ExternalRevenue':
      return computedCell(month, loaded, input.external)
    case 'InternalRevenue':
      return computedCell(month, loaded, input.internal)
    case 'Payroll':
      return computedCell(month, loaded, input.payroll)
    case 'Claims':
      return claimsRow(month, input.accounts, loaded)
    case 'ParkingRents':
    case 'OtherExpense':
      return accountRow(row, month, input.accounts, loaded)
    case 'Pteb':
      return ptebRow(month, payrollBase(payroll()), loaded, terms.rules)
    case 'Insurance': {
      const vehicle = input.accounts.find(({ account }) => account === VEHICLE_INSURANCE)?.budget ?? null
      const insuranceTerms = { hasManagementAgreement: input.hasManagementAgreement, vehicle: vehicle?.abs() ?? null }
      return insuranceRow(month, payrollBase(payroll()), insuranceTerms, loaded, terms.rules)
    }
    default:
      return unreachable(row)
  }
}

/** The rows of one site and month that have amounts of their own: all that a rollup adds up (domain.md 8, 9.6). */
export function rowCells(input: SiteMonthInput, terms: PlTerms): Readonly<Record<AmountRow, PlCell>> {
  const payroll = rowCell('Payroll', input, terms, () => payroll)
  return Object.fromEntries(
    AMOUNT_ROWS.map((row) => [row, row === 'Payroll' ? payroll : rowCell(row, input, terms, () => payroll)]),
  ) as Record<AmountRow, PlCell>
}

/** The P&L of one site and month: every row with its five amounts, and FLC (domain.md 8, 9.1–9.3). */
export function siteMonth(input: SiteMonthInput, terms: PlTerms): SiteMonth {
  const cells = rowCells(input, terms)
  return { ...cells, FLC: flcCell((row) => cells[row]) }
}

/** A month of which nothing is known. */
export const emptyMonth = (month: Month): SiteMonthInput => ({
  month,
  external: { total: null, isForecast: false, parts: [] },
  internal: { total: null, isForecast: false, parts: [] },
  payroll: { total: null, isForecast: false, parts: [] },
  accounts: [],
  loaded: {},
  hasManagementAgreement: false,
})

function mapLoaded(amounts: Loaded, change: (amount: Decimal) => Decimal): Loaded {
  const of = (amount: Decimal | null) => (amount === null ? null : change(amount))
  return { actual: of(amounts.actual), budget: of(amounts.budget), priorYear: of(amounts.priorYear) }
}
