import type { ContractTerms } from '../store/reference.ts'
import { nearest } from './fee-terms.ts'
import type { UsualYear } from './usual-year.ts'

const VALET_CODES = ['VD1', 'VM1', 'VO1']
const SELF_CODES = ['SD1', 'SM1', 'SO1']
const ALL_CODES = [...SELF_CODES, ...VALET_CODES]

const tier = (percent: number, limit: number | null) => ({
  sharePercentage: Math.min(75, nearest(0.5, percent)),
  limit: limit === null ? null : nearest(1_000, limit),
})

/**
 * A share of net receipts that brings about the usual revenue (domain.md 6.4): by the month, over the calendar year or
 * from the anniversary, with a validation threshold on the first, a tier escalator on the second.
 */
export function shareTerms({ receipts, revenue }: UsualYear, way: number): ContractTerms {
  const percent = (revenue / receipts) * 100
  const aMonth = receipts / 12
  switch (way % 4) {
    case 0:
      return shareOf({
        revenueCodes: ALL_CODES,
        accumulationType: 'AnnualCalendar',
        tiers: [tier(percent - 2, receipts * 0.5), tier(percent + 1, receipts * 0.85), tier(percent + 6, null)],
      })
    case 1:
      return shareOf({
        revenueCodes: ALL_CODES,
        accumulationType: 'Monthly',
        tiers: [tier(percent - 1, aMonth * 0.8), tier(percent + 4, null)],
        validationThreshold: { type: 'RevenuePercentage', amount: 5 },
      })
    case 2:
      return shareOf({
        revenueCodes: ALL_CODES,
        accumulationType: 'AnnualAnniversary',
        tiers: [
          { ...tier(percent - 3, receipts * 0.45), escalatorValue: 1 },
          { ...tier(percent + 2, null), escalatorValue: 1 },
        ],
        escalator: { month: 7, type: 'Percentage' },
      })
    default:
      return shareOf({ revenueCodes: ALL_CODES, accumulationType: 'Monthly', tiers: [tier(percent, null)] })
  }
}

/** Valet and self shared apart, valet over the year: sound, and past what a ledger of one total can answer (6.4). */
export function splitShareTerms({ receipts, revenue }: UsualYear): ContractTerms {
  const percent = (revenue / receipts) * 100
  return {
    revenueShare: {
      thresholdStructures: [
        {
          revenueCodes: VALET_CODES,
          accumulationType: 'AnnualCalendar',
          tiers: [tier(percent + 3, receipts * 0.3), tier(percent + 8, null)],
        },
        { revenueCodes: SELF_CODES, accumulationType: 'Monthly', tiers: [tier(percent - 3, null)] },
      ],
    },
  }
}

type Structure = NonNullable<ContractTerms['revenueShare']>['thresholdStructures'][number]
const shareOf = (structure: Structure): ContractTerms => ({ revenueShare: { thresholdStructures: [structure] } })
