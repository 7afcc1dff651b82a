import { Decimal, ZERO } from '../core/decimal.ts'
import { given, single, step } from './explain.ts'
import type { Explained } from './explained.ts'

/**
 * Share of gross external revenue lost to refunds and discounts (domain.md 2.4, C-13): |budget 9419| ÷ budget 9410 of
 * site and year, not negative; 0 when either is missing or revenue is 0.
 */
export function adjustmentRate(adjustments: Decimal | null, revenue: Decimal | null): Explained {
  const isKnown = adjustments !== null && revenue !== null && !revenue.isZero()
  const rate = isKnown ? adjustments.abs().div(revenue.abs()) : ZERO
  return single(
    [
      step('2.4', 'Adjustment rate', rate, 'ratio', [
        given('adjustments 9419', adjustments, 'money', 'budget'),
        given('external revenue 9410', revenue, 'money', 'budget'),
      ]),
    ],
    isKnown ? null : 'Adjustments or external revenue are missing in the budget: the rate is 0.',
  )
}

/** The rate that a week or a month had: 1 − Σ net ÷ Σ gross (domain.md 2.6); null without gross revenue. */
export function adjustmentOf(net: Decimal | null, gross: Decimal | null): Decimal | null {
  if (net === null || gross === null || gross.isZero()) return null
  return new Decimal(1).minus(net.div(gross))
}
