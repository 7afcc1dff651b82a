import type { Day, Month } from '../../core/calendar.ts'
import { addMonths, monthsOf, yearOf } from '../../core/calendar.ts'
import { unreachable } from '../../core/bug.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { AppError } from '../../core/errors.ts'
import type { AccumulationType, EscalationSchedule, Tier } from './contract.ts'
import { blockDates, escalatedRate, isActive } from './escalation.ts'

/** A band of a share with explicit ends (C-05); `to` null is no end. */
export type Band = { readonly from: Decimal; readonly to: Decimal | null; readonly percent: Decimal }
/** A band with what of a month fell into it. */
export type BandShare = Band & { readonly inTier: Decimal; readonly share: Decimal }

/**
 * The bands of a month: the tiers in effect, ascending by their upper limit, the last one without end, and their
 * percentages after the due escalations (domain.md 6.4). Empty when no tier is in effect.
 */
export function bandsOf(
  tiers: readonly Tier[],
  escalator: EscalationSchedule | null,
  month: Month,
  today: Day,
): readonly Band[] {
  const isOpen = (tier: Tier) => tier.limit === null || tier.limit.isZero()
  const inEffect = tiers
    .filter((tier) => isActive(month, tier.effectiveFrom, tier.effectiveTo))
    .sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || (a.limit ?? ZERO).comparedTo(b.limit ?? ZERO))
  let from = ZERO
  return inEffect.map((tier, i) => {
    const to = i === inEffect.length - 1 ? null : (tier.limit ?? ZERO)
    const dates = blockDates(escalator, month, today, tier.effectiveFrom)
    const band = { from, to, percent: escalatedRate(tier.sharePercentage, escalator, tier.escalatorValue, dates) }
    from = to ?? from
    return band
  })
}

/**
 * Progressive shares: each band takes its percent of what of `amount` lies in it, after `prior` has filled the bands
 * from below (domain.md 6.4). The shares of consecutive months add up to the share of their sum.
 */
export function bandShares(bands: readonly Band[], prior: Decimal, amount: Decimal): readonly BandShare[] {
  const end = prior.plus(amount)
  return bands.map((band) => {
    const top = band.to === null ? end : Decimal.min(end, band.to)
    const inTier = Decimal.max(0, top.minus(Decimal.max(prior, band.from)))
    return { ...band, inTier, share: inTier.times(band.percent).div(100) }
  })
}

/** The first month of the period a share or a cap accumulates over; null when every month stands alone. */
export function periodStart(
  type: AccumulationType | 'PerClaim',
  month: Month,
  contractStart: Day | null,
): Month | null {
  switch (type) {
    case 'Monthly':
    case 'PerClaim':
      return null
    case 'AnnualCalendar':
      return `${yearOf(month)}-01`
    case 'AnnualAnniversary': {
      if (contractStart === null) return noAnniversary()
      const anniversary = `${yearOf(month)}-${contractStart.slice(5, 7)}`
      return anniversary <= month ? anniversary : addMonths(anniversary, -12)
    }
    default:
      return unreachable(type)
  }
}

function noAnniversary(): never {
  const message = 'A yearly accumulation from the anniversary needs the start date of the contract.'
  throw new AppError('CALCULATION_ERROR', message, [
    {
      code: 'CALCULATION_ERROR',
      field: 'contract.startDate',
      message,
      providedValue: null,
      expectedFormat: 'YYYY-MM-DD',
    },
  ])
}

/** The months of the running period before `month`, in order. */
export function monthsBefore(start: Month | null, month: Month): readonly Month[] {
  if (start === null) return []
  const years = Array.from({ length: yearOf(month) - yearOf(start) + 1 }, (_, i) => yearOf(start) + i)
  return years.flatMap(monthsOf).filter((at) => at >= start && at < month)
}

/** Says which months of the running period have no figure, so that they count as nothing; null when all have one. */
export function gapRemark(what: string, missing: readonly Month[]): string | null {
  return missing.length === 0 ? null : `No ${what} is known for ${missing.join(', ')}: it counts as nothing there.`
}
