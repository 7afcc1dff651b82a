import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import {
  isReasonStale,
  type Materiality,
  materiality,
  type MaterialityLimits,
} from '../profit-and-loss/significance.ts'
import { type Comparable, varianceAt } from '../profit-and-loss/variance-view.ts'
import type { Variance } from '../variance.ts'

/** Rows of the P&L that share limits (grid-and-pnl.md D4). */
export const ROW_GROUPS = ['memo', 'revenue', 'payroll', 'expense', 'contribution'] as const
export type RowGroup = (typeof ROW_GROUPS)[number]
/** The limits of each group at one level; null where nothing of the group is ever asked about. */
export type LevelLimits = Readonly<Record<RowGroup, MaterialityLimits | null>>

/** Rows that can be explained, in the order of the statement; the running row only repeats the contribution. */
export const EXPLAINED_ROWS: readonly PlRowCode[] = PL_ROWS.map(({ code }) => code).filter(
  (code) => code !== 'FLC_CUMULATIVE',
)

const GROUP_OF: Readonly<Partial<Record<PlRowCode, RowGroup>>> = {
  ExternalRevenue: 'memo',
  InternalRevenue: 'revenue',
  Payroll: 'payroll',
  Pteb: 'payroll',
  FLC: 'contribution',
}

/** The group whose limits a row is measured by. */
export const groupOf = (row: PlRowCode): RowGroup => GROUP_OF[row] ?? 'expense'

/** A row of one month that is off its budget by enough to be looked at. */
export type MaterialLine = {
  readonly row: PlRowCode
  readonly value: Decimal
  readonly baseline: Decimal
  readonly variance: Variance
  readonly materiality: Exclude<Materiality, 'neutral'>
}

/** The rows of a month that are outside their limits against the budget, in the order of the statement. */
export function materialLines(year: Comparable, month: Month, limits: LevelLimits): MaterialLine[] {
  const place = year.months.indexOf(month)
  return EXPLAINED_ROWS.flatMap((row): MaterialLine[] => {
    const bounds = limits[groupOf(row)]
    const { value, baseline, variance } = varianceAt(year, { type: 'budget' }, row, place)
    if (bounds === null || value === null || baseline === null || variance === null) return []
    const found = materiality(variance, bounds, row === 'FLC')
    return found === 'neutral' ? [] : [{ row, value, baseline, variance, materiality: found }]
  })
}

/** What a reason was given for; a reason without parts was taken back. */
export type GivenReason = { readonly explained: Decimal; readonly parts: readonly unknown[] }
export type ReasonState = 'missing' | 'stale' | 'given'

/** Whether a variance is explained; what moved since by more than a fifth, or changed sign, is asked again (D4). */
export function reasonState(amount: Decimal, reason: GivenReason | undefined): ReasonState {
  if (reason === undefined || reason.parts.length === 0) return 'missing'
  return isReasonStale(reason.explained, amount) ? 'stale' : 'given'
}

/** The material rows that nobody has explained, or not as they are now: they keep a month from being submitted. */
export const unexplained = (
  lines: readonly MaterialLine[],
  reasonOf: (row: PlRowCode) => GivenReason | undefined,
): { readonly line: MaterialLine; readonly state: Exclude<ReasonState, 'given'> }[] =>
  lines.flatMap((line) => {
    const state = line.materiality === 'material' ? reasonState(line.variance.amount, reasonOf(line.row)) : 'given'
    return state === 'given' ? [] : [{ line, state }]
  })
