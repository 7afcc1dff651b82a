import type { Day, Month } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Given } from '../explained.ts'
import type { ProfitShare } from './contract.ts'
import { given, part, remarks, step } from '../explain.ts'
import { bandShares, type BandShare, bandsOf, gapRemark, monthsBefore, periodStart } from './tiers.ts'

/** The client's profit of a month before the operator's share. */
export type MonthProfit = { readonly month: Month; readonly profit: Decimal }

/** What the profit is made of; what is null counts as nothing, except net external revenue. */
export type ProfitTerms = {
  readonly netExternal: Decimal | null
  readonly validationExcess: Decimal | null
  readonly deductions: readonly { readonly label: string; readonly value: Decimal | null }[]
}
export type ProfitShareResult = Explained & { readonly profit: Decimal | null; readonly bands: readonly BandShare[] }

/** Net external revenue and validation excess less all deductions (domain.md 6.6); null without external revenue. */
export function profitOf(terms: ProfitTerms): Decimal | null {
  if (terms.netExternal === null) return null
  const deducted = sumOf(terms.deductions.map(({ value }) => value)) ?? ZERO
  return terms.netExternal.plus(terms.validationExcess ?? 0).minus(deducted)
}

/**
 * The operator's share of the profit in dollars (domain.md 6.6, C-46): progressive tiers with upper limits, over the
 * month or accumulated. A month without profit shares 0 and adds 0 to the accumulation; a loss is not carried forward.
 */
export function profitShare(
  share: ProfitShare,
  month: Month,
  terms: ProfitTerms,
  earlier: readonly MonthProfit[],
  contractStart: Day | null,
  today: Day,
): ProfitShareResult {
  const profit = profitOf(terms)
  const before = monthsBefore(periodStart(share.accumulationType, month, contractStart), month)
  const found = before.map((at) => earlier.find((entry) => entry.month === at)?.profit ?? null)
  const prior = sumOf(found.map((amount) => (amount === null ? null : Decimal.max(0, amount)))) ?? ZERO
  const shared = Decimal.max(0, profit ?? 0)
  const bands = bandShares(bandsOf(share.tiers, share.escalator, month, today), prior, shared)
  const total = profit === null || bands.length === 0 ? null : (sumOf(bands.map((band) => band.share)) ?? ZERO)
  const from: Given[] = [
    given('net external revenue', terms.netExternal, 'money', 'external revenue'),
    given('validation excess', terms.validationExcess, 'money', 'external revenue'),
    ...terms.deductions.map(({ label, value }) => given(`less ${label}`, value, 'money', 'this month')),
  ]
  const steps = [
    step('6.6', 'Profit', profit, 'money', from),
    ...bands.map((band) =>
      step('6.6', `Share from ${band.from.toString()} to ${band.to?.toString() ?? 'no end'}`, band.share, 'money', [
        given('accumulated before', prior, 'money', 'earlier months'),
        given('profit in tier', band.inTier, 'money', 'tier'),
        given('percent', band.percent, 'count', 'contract'),
      ]),
    ),
  ]
  const remark = remarks([
    profit === null ? 'External revenue of this month is not known.' : null,
    profit !== null && !profit.greaterThan(0) ? 'There is no profit to share in this month.' : null,
    bands.length === 0 ? 'No tier is in effect in this month.' : null,
    gapRemark(
      'profit',
      before.filter((_, i) => found[i] === null),
    ),
  ])
  return { total, parts: [part('profitShare', 'Profit share', total)], steps, remark, profit, bands }
}
