import type { PlRowCode } from '../../categories/profit-and-loss.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { addedCauses, type Cause, toldCauses } from './causes.ts'
import { type Contributions, contributionsOf, ranked } from './contributions.ts'
import type { Fact } from './fact.ts'
import { type Explained, rowCauses, sidesIn } from './row-causes.ts'

/** A difference that explains itself; every list adds up to `amount`, in whole cents. */
export type Why = {
  readonly value: Decimal
  readonly baseline: Decimal
  readonly amount: Decimal
  readonly causes: readonly Cause[]
  readonly facts: readonly Fact[]
  readonly contributions: Contributions
}

/**
 * Why a row differs from its baseline over some months, each by its index (grid-and-pnl.md D5). Months of which one side
 * is not known are left out, as in the table; null where none is left.
 */
export function whyOf(of: Explained, code: PlRowCode, months: readonly number[]): Why | null {
  const known = months.flatMap((month) => {
    const [sides, explained] = [sidesIn(of, code, month), rowCauses(of, code, month)]
    return sides && explained ? [{ month, sides, explained }] : []
  })
  if (known.length === 0) return null
  const total = (amounts: readonly Decimal[]) => amounts.reduce((sum, amount) => sum.plus(amount), ZERO)
  const value = total(known.map(({ sides }) => sides.value))
  const baseline = total(known.map(({ sides }) => sides.baseline))
  const amount = value.minus(baseline).toDecimalPlaces(2)
  const counted = known.map(({ month }) => month)
  const contributions = amount.isZero() ? NO_CONTRIBUTIONS : contributionsOf(of, code, counted)
  return {
    value,
    baseline,
    amount,
    causes: toldCauses(amount, addedCauses(known.map(({ explained }) => ({ causes: explained.causes, times: 1 })))),
    facts: addedFacts(known.flatMap(({ explained }) => explained.facts)),
    contributions: {
      of: contributions.of,
      list: contributions.of === 'nothing' ? [] : ranked(amount, contributions.list),
    },
  }
}

const NO_CONTRIBUTIONS: Contributions = { of: 'nothing', list: [] }

function addedFacts(facts: readonly Fact[]): readonly Fact[] {
  return (['vehicles', 'hours'] as const).flatMap((id) => {
    const own = facts.filter((fact) => fact.id === id)
    if (own.length === 0) return []
    const sum = (side: 'before' | 'after') => own.reduce((all, fact) => all.plus(fact[side]), ZERO)
    return [{ id, before: sum('before'), after: sum('after') }]
  })
}
