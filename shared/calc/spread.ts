import { allocate } from '../core/allocate.ts'
import { bug } from '../core/bug.ts'

/** A cell that takes part in a total: what it holds now, whether it may change, and how heavy it is in the shape. */
export type SpreadPart = { readonly value: number | null; readonly isLocked: boolean; readonly weight: number }

export type Spread =
  | { readonly ok: true; readonly shares: readonly (number | null)[]; readonly held: number }
  | { readonly ok: false; readonly reason: 'all-locked' | 'held-more' }

/**
 * A total spread over cells in the proportions of a shape, exact to the last stored unit (grid-and-pnl.md C4, Spread;
 * domain.md 2.5): what locked cells hold is part of it and stays (a share of null), the rest goes to the others,
 * equally where the shape is empty. Shares are whole `step`s where the rest is: 500 vehicles are not 71.43 a day.
 */
export function spreadTotal(total: number, parts: readonly SpreadPart[], step: number): Spread {
  if (!Number.isSafeInteger(step) || step < 1) return bug(`${step} is no step`)
  const open = parts.filter(({ isLocked }) => !isLocked)
  if (open.length === 0) return { ok: false, reason: 'all-locked' }
  const held = parts.reduce((sum, { isLocked, value }) => sum + (isLocked ? (value ?? 0) : 0), 0)
  const rest = total - held
  if (total < 0 ? rest > 0 : rest < 0) return { ok: false, reason: 'held-more' }
  const unit = rest % step === 0 ? step : 1
  const shares = allocate(
    rest / unit,
    open.map(({ weight }) => Math.max(0, weight)),
  )
  const given = shares[Symbol.iterator]()
  return {
    ok: true,
    held,
    shares: parts.map(({ isLocked }) => (isLocked ? null : (given.next().value ?? 0) * unit)),
  }
}
