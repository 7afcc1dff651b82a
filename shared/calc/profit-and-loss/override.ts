import type { Decimal } from '../../core/decimal.ts'
import { given, part, step } from '../explain.ts'
import type { ComputedAmount } from './data-sets.ts'

/** An amount of a row and month that an administrator set by hand (domain.md 15). */
export type Override = {
  readonly amount: Decimal
  /** Who set it and why: `by Ines Moreau because the garage is closed`; null where that is not known. */
  readonly note: string | null
}

/**
 * A computed amount with the one set by hand in its place; what was computed stays beside it as a step. Closed months
 * are not touched: their trend is the ledger's (domain.md 9.3).
 */
export function overridden<Computed extends ComputedAmount>(
  computed: Computed,
  override: Override | undefined,
): Computed {
  if (override === undefined) return computed
  const { amount, note } = override
  return {
    ...computed,
    total: amount,
    forecast: amount,
    isForecast: true,
    kind: 'forecast',
    parts: [part('override', 'Set by hand', amount)],
    steps: [step('15', 'Set by hand', amount, 'money', [given('computed', computed.total, 'money', 'calculation')])],
    remark: note === null ? 'Overridden by an administrator.' : `Overridden ${note}.`,
    error: null,
  }
}
