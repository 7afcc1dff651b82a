import { unreachable } from '../../core/bug.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import type { ThresholdStructure, ValidationThreshold } from './contract.ts'
import type { Band } from './tiers.ts'

/**
 * Validations above a threshold, in dollars (domain.md 6.4, 6.6): for VehicleCount all of them, since the feed holds
 * only the excess. Null when the validations are not known, or the net revenue a percentage needs.
 */
export function validationExcess(
  threshold: ValidationThreshold,
  validations: Decimal | null,
  net: Decimal | null,
): Decimal | null {
  if (validations === null) return null
  switch (threshold.type) {
    case 'VehicleCount':
      return validations
    case 'RevenuePercentage':
      return net === null ? null : Decimal.max(0, validations.minus(net.times(threshold.amount).div(100)))
    case 'ValidationAmount':
      return Decimal.max(0, validations.minus(threshold.amount))
    default:
      return unreachable(threshold.type)
  }
}

/**
 * The validation fee of a revenue share (domain.md 6.4, C-51). The terms are those of the first structure that has any,
 * the percentage and the limit those of the first band of the first structure. There is no fee once the accumulated
 * revenue has reached that limit. Null: not agreed, or not known.
 */
export function validationFee(
  structures: readonly Pick<ThresholdStructure, 'validationThreshold'>[],
  firstBand: Band | undefined,
  accumulated: Decimal | null,
  validations: Decimal | null,
  net: Decimal | null,
): Decimal | null {
  const threshold = structures.find((structure) => structure.validationThreshold !== null)?.validationThreshold
  if (threshold === undefined || threshold === null) return null
  const excess = validationExcess(threshold, validations, net)
  if (excess === null || threshold.type === 'VehicleCount') return excess
  if (firstBand === undefined) return null
  const isBelow = firstBand.to === null || (accumulated ?? ZERO).lessThan(firstBand.to)
  return isBelow ? excess.times(firstBand.percent).div(100) : ZERO
}
