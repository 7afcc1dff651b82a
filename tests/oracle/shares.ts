import type {
  Contract,
  EscalationSchedule,
  Tier,
  ValidationThreshold,
} from '../../shared/calc/internal-revenue/contract.ts'
import type { MonthInput, MonthRevenue } from '../../shared/calc/internal-revenue/month-input.ts'
import { type Known, Incomputable, exact, maybe, orNought, total, ordinal, counts } from './amounts.ts'
import { stepped } from './fees.ts'
import {
  type Fraction,
  isLess,
  larger,
  minus,
  NOUGHT,
  over,
  percentOf,
  plus,
  smaller,
  times,
  whole,
} from './fraction.ts'

// 6.4
type Band = { lower: Fraction; upper: Known; percent: Fraction }
export function bands(
  tiers: readonly Tier[],
  schedule: EscalationSchedule | null,
  month: string,
  today: string,
): Band[] {
  const limit = (tier: Tier) => (tier.limit === null || tier.limit.isZero() ? null : exact(tier.limit))
  const inEffect = tiers.filter((tier) => counts(month, tier.effectiveFrom, tier.effectiveTo))
  const finite = inEffect
    .filter((tier) => limit(tier) !== null)
    .sort((a, b) => Number(isLess(exact(b.limit!), exact(a.limit!))) - Number(isLess(exact(a.limit!), exact(b.limit!))))
  const ascending = [...finite, ...inEffect.filter((tier) => limit(tier) === null)]
  let lower = NOUGHT
  return ascending.map((tier, i) => {
    const upper = i === ascending.length - 1 ? null : orNought(limit(tier))
    const percent = stepped(
      exact(tier.sharePercentage),
      schedule,
      maybe(tier.escalatorValue),
      month,
      today,
      tier.effectiveFrom,
    )
    const band = { lower, upper, percent }
    lower = upper ?? lower
    return band
  })
}
export function progressive(of: readonly Band[], prior: Fraction, amount: Fraction): Known {
  const end = plus(prior, amount)
  return total(
    of.map(({ lower, upper, percent }) => {
      const inTier = minus(upper === null ? end : smaller(end, upper), larger(prior, lower))
      return percentOf(percent, larger(NOUGHT, inTier))
    }),
  )
}
export function monthsOfPeriod(type: string, month: string, start: string | null): number[] {
  if (type === 'Monthly' || type === 'PerClaim') return []
  if (type === 'AnnualAnniversary' && start === null) throw new Incomputable('no anniversary')
  const restart = type === 'AnnualCalendar' ? 0 : Number((start ?? '').slice(5, 7)) - 1
  const now = ordinal(month)
  const into = (((now - restart) % 12) + 12) % 12
  return Array.from({ length: into }, (_, i) => now - into + i)
}

const SIDES = {
  SD: ['selfDaily', 'selfAggregator'],
  SO: ['selfOvernight'],
  SM: ['selfMonthly'],
  VD: ['valetDaily', 'valetAggregator'],
  VO: ['valetOvernight'],
  VM: ['valetMonthly'],
} as const
function revenuesOf(contract: Contract, revenue: MonthRevenue | undefined): Known[] {
  const structures = contract.revenueShare?.thresholdStructures ?? []
  const isBell = (code: string) => contract.bellServiceFee && (code === 'OR1' || code === 'OR2')
  const lists = structures.map((structure) => structure.revenueCodes.filter((code) => !isBell(code)))
  const unknown = lists.map(() => null)
  if (!revenue) return unknown
  const { byCode, byCategory, net } = revenue
  if (byCode) return lists.map((codes) => orNought(total(codes.map((code) => maybe(byCode[code])))))
  if (byCategory) {
    const ofPrefix = (codes: readonly string[], prefix: string) =>
      codes.filter((code) => code.startsWith(prefix)).length
    return lists.map((codes) =>
      total(
        Object.entries(SIDES).map(([prefix, categories]) => {
          const mine = ofPrefix(codes, prefix)
          const amount = total(categories.map((category) => maybe(byCategory[category])))
          return mine === 0 || amount === null
            ? null
            : times(amount, over(whole(mine), whole(ofPrefix(lists.flat(), prefix))))
        }),
      ),
    )
  }
  if (net === null || structures.length === 0) return unknown
  if (structures.length !== 1) throw new Incomputable('several structures share one total')
  return [exact(net)]
}
export const netRevenue = (revenue: MonthRevenue | null): Known =>
  revenue === null
    ? null
    : (maybe(revenue.net) ?? total(Object.values(revenue.byCode ?? revenue.byCategory ?? {}).map(maybe)))

export function excess(threshold: ValidationThreshold, validations: Known, net: Known): Known {
  if (validations === null) return null
  if (threshold.type === 'VehicleCount') return validations
  if (threshold.type === 'RevenuePercentage' && net === null) return null
  const base =
    threshold.type === 'RevenuePercentage' ? percentOf(exact(threshold.amount), orNought(net)) : exact(threshold.amount)
  return larger(NOUGHT, minus(validations, base))
}
export function share(contract: Contract, input: MonthInput, months: readonly MonthInput[], today: string): Known {
  if (contract.revenueShare === null) return null
  const structures = contract.revenueShare.thresholdStructures
  const now = revenuesOf(contract, input.revenue ?? undefined)
  const priors = structures.map((structure, i) =>
    monthsOfPeriod(structure.accumulationType, input.month, contract.startDate)
      .map((at) => months.find((other) => ordinal(other.month) === at)?.revenue ?? undefined)
      .map((revenue) => orNought(revenuesOf(contract, revenue)[i]))
      .reduce(plus, NOUGHT),
  )
  const all = structures.map((structure) => bands(structure.tiers, structure.escalator, input.month, today))
  const shares = structures.map((_, i) =>
    now[i] == null ? null : progressive(all[i] ?? [], priors[i] ?? NOUGHT, now[i]),
  )
  const threshold = structures.find(({ validationThreshold }) => validationThreshold)?.validationThreshold
  let fee: Known = null
  if (threshold) {
    fee = excess(threshold, maybe(input.revenue?.validations), netRevenue(input.revenue))
    const first = all[0]?.[0]
    if (threshold.type !== 'VehicleCount') {
      const reached = plus(orNought(priors[0]), orNought(now[0]))
      const isOpen = first !== undefined && (first.upper === null || isLess(reached, first.upper))
      if (fee !== null) fee = first === undefined ? null : isOpen ? percentOf(first.percent, fee) : NOUGHT
    }
  }
  return total([...shares, fee])
}
