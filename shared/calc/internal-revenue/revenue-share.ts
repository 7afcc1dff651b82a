import type { Day, Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Step } from '../explained.ts'
import type { Contract } from './contract.ts'
import { given, part, remarks, step, sumOfParts } from '../explain.ts'
import type { MonthRevenue } from './month-input.ts'
import { netOf, structureRevenues } from './revenue-base.ts'
import { bandShares, type BandShare, bandsOf, gapRemark, monthsBefore, periodStart } from './tiers.ts'
import { validationFee } from './validation-fee.ts'

/** What one threshold structure gave in a month. */
export type StructureShare = {
  readonly revenueCodes: readonly string[]
  readonly revenue: Decimal | null
  /** Revenue of the earlier months of the accumulation period. */
  readonly prior: Decimal
  readonly bands: readonly BandShare[]
}
export type RevenueShareResult = Explained & { readonly structures: readonly StructureShare[] }

/**
 * The operator's share of net external revenue in dollars: progressive tiers for each structure, over the month or
 * accumulated since 1 January or the anniversary, plus the validation fee (domain.md 6.4). `earlier` are the months
 * before, in any order: actual where closed, else forecast. Null when the block is not enabled.
 */
export function revenueShare(
  contract: Pick<Contract, 'revenueShare' | 'startDate' | 'bellServiceFee'>,
  month: Month,
  revenue: MonthRevenue | null,
  earlier: readonly MonthRevenue[],
  today: Day,
): RevenueShareResult | null {
  if (contract.revenueShare === null) return null
  const structures = contract.revenueShare.thresholdStructures
  const revenueOf = (of: MonthRevenue | null) => structureRevenues(structures, of, contract.bellServiceFee)
  const revenues = revenueOf(revenue)
  const gaps = new Set<Month>()
  const revenueIn = (at: Month) => revenueOf(earlier.find((entry) => entry.month === at) ?? null)
  const shares = structures.map((structure, i): StructureShare => {
    const amount = revenues[i] ?? null
    const before = monthsBefore(periodStart(structure.accumulationType, month, contract.startDate), month)
    const amountsBefore = before.map((at) => revenueIn(at)[i] ?? null)
    before.forEach((at, n) => amountsBefore[n] === null && gaps.add(at))
    const prior = sumOf(amountsBefore) ?? ZERO
    const bands = bandsOf(structure.tiers, structure.escalator, month, today)
    return {
      revenueCodes: structure.revenueCodes,
      revenue: amount,
      prior,
      bands: bandShares(bands, prior, amount ?? ZERO),
    }
  })
  const first = shares[0]
  const fee = validationFee(
    structures,
    first?.bands[0],
    first === undefined ? null : first.prior.plus(first.revenue ?? ZERO),
    revenue?.validations ?? null,
    netOf(revenue),
  )
  const parts = shares.map(({ revenue: amount, bands, revenueCodes }, i) =>
    part(
      `structure-${i + 1}`,
      `Share of ${revenueCodes.join(', ')}`,
      amount === null ? null : sumOf(bands.map((b) => b.share)),
    ),
  )
  const feePart = fee === null ? [] : [part('validation', 'Validation fee', fee)]
  const remark = remarks([
    shares.some(({ revenue: amount }) => amount === null) ? 'External revenue of this month is not known.' : null,
    shares.some(({ bands }) => bands.length === 0) ? 'A structure has no tier in effect in this month.' : null,
    gapRemark('external revenue', [...gaps].sort()),
  ])
  const origin = revenue?.origin ?? 'forecast'
  const steps = [...shares.flatMap((share) => bandSteps(share, origin)), ...feeSteps(fee, revenue)]
  return { ...sumOfParts([...parts, ...feePart], steps, remark), structures: shares }
}

const bandSteps = (share: StructureShare, origin: string): readonly Step[] =>
  share.bands.map((band) =>
    step('6.4', `Share from ${band.from.toString()} to ${band.to?.toString() ?? 'no end'}`, band.share, 'money', [
      given('revenue of the month', share.revenue, 'money', origin),
      given('accumulated before', share.prior, 'money', 'earlier months'),
      given('revenue in tier', band.inTier, 'money', 'tier'),
      given('percent', band.percent, 'count', 'contract'),
    ]),
  )

const feeSteps = (fee: Decimal | null, revenue: MonthRevenue | null): readonly Step[] =>
  fee === null
    ? []
    : [
        step('6.4', 'Validation fee', fee, 'money', [
          given('validations', revenue?.validations ?? null, 'money', revenue?.origin ?? 'forecast'),
        ]),
      ]
