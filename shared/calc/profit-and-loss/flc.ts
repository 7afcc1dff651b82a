import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { given, step, withSteps } from '../explain.ts'
import type { Part } from '../explained.ts'
import type { PlCell } from './cell.ts'
import { type Amounts, type DataSet, eachDataSet, type MonthKind, NO_AMOUNTS } from './data-sets.ts'

/** Rows that are computed from others. */
export type ResultRow = 'FLC' | 'FLC_CUMULATIVE'
/** Rows with amounts of their own. */
export type AmountRow = Exclude<PlRowCode, ResultRow>

export const AMOUNT_ROWS = PL_ROWS.map(({ code }) => code).filter(
  (code): code is AmountRow => code !== 'FLC' && code !== 'FLC_CUMULATIVE',
)

/** The seven inputs of FLC with the sign they enter with (domain.md 9.1). */
export const FLC_INPUTS = PL_ROWS.filter((row) => row.inFlc !== 0)

/**
 * Front line contribution (domain.md 9.2, C-55): internal revenue less the six expense rows; external revenue is a
 * memo. A row without an amount counts as 0, and FLC has no answer only when every row has none.
 */
export function flcOf(amountsOf: (row: AmountRow) => Amounts, dataSet: DataSet): Decimal | null {
  let flc: Decimal | null = null
  for (const { code, inFlc } of FLC_INPUTS) {
    const amount = amountsOf(code)[dataSet]
    if (amount !== null) flc = inFlc === 1 ? (flc ?? ZERO).plus(amount) : (flc ?? ZERO).minus(amount)
  }
  return flc
}

/** The FLC cell of a month from the cells of its rows. */
export function flcCell(cellOf: (row: AmountRow) => PlCell): PlCell {
  const inputs = new Map(FLC_INPUTS.map(({ code }): [AmountRow, PlCell] => [code, cellOf(code)]))
  const amountsOf = (row: AmountRow) => inputs.get(row)?.amounts ?? NO_AMOUNTS
  const amounts = eachDataSet((dataSet) => flcOf(amountsOf, dataSet))
  const parts = FLC_INPUTS.map(({ code, label, inFlc }): Part => {
    const amount = amountsOf(code).trend
    return { id: code, label, value: amount === null || inFlc === 1 ? amount : amount.negated() }
  })
  const missing = parts.filter(({ value }) => value === null).map(({ label }) => label)
  return {
    amounts,
    kind: kindOf([...inputs.values()].map(({ kind }) => kind)),
    explained: withSteps(
      {
        total: amounts.trend,
        parts,
        remark: missing.length === 0 || amounts.trend === null ? null : `Counted as 0: ${missing.join(', ')}.`,
      },
      flcSteps(parts, amounts.trend),
    ),
    detail: { kind: 'none' },
  }
}

const flcSteps = (parts: readonly Part[], total: Decimal | null) => () => {
  const from = parts.map(({ label, value }) => given(label, value, 'money', 'row'))
  return [step('9.2', 'Internal revenue less six expenses', total, 'money', from)]
}

/** FLC to budget of one month; null when either side is missing, because then nothing can be compared (domain.md 9.2). */
export function toBudget({ trend, budget }: Pick<Amounts, 'trend' | 'budget'>): Decimal | null {
  return trend === null || budget === null ? null : trend.minus(budget)
}

/**
 * The cumulative row's cell of a month: what the months before added up to, and this month's FLC against its budget
 * (domain.md 9.2, C-74). A month that cannot be compared adds nothing.
 */
export function cumulativeCell(before: Decimal | null, flc: PlCell): PlCell {
  const difference = toBudget(flc.amounts)
  const total = sumOf([before, difference])
  return {
    amounts: { ...NO_AMOUNTS, trend: total },
    kind: total === null ? 'empty' : flc.kind,
    explained: {
      total,
      parts: [
        { id: 'before', label: 'Months before', value: before },
        { id: 'month', label: 'This month', value: difference },
      ],
      steps: [
        {
          label: 'FLC to budget',
          rule: '9.2',
          given: [
            { name: 'FLC', value: flc.amounts.trend, unit: 'money', origin: 'trend' },
            { name: 'budget FLC', value: flc.amounts.budget, unit: 'money', origin: 'budget' },
          ],
          value: difference,
          unit: 'money',
        },
      ],
      remark: difference === null ? 'The month has no FLC or no budget to compare it with.' : null,
    },
    detail: { kind: 'none' },
  }
}

/** Rows of several kinds into one word: all the same keep it, actual beside anything else is mixed, then forecast. */
export function kindOf(kinds: readonly MonthKind[]): MonthKind {
  const found = new Set(kinds.filter((kind) => kind !== 'empty'))
  const [only] = found
  if (only === undefined) return 'empty'
  if (found.size === 1) return only
  return found.has('actual') || found.has('mixed') ? 'mixed' : 'forecast'
}
