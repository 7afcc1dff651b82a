import type { UsualMonth } from '../../shared/contract/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatDollars, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'

/** That a month lies outside what the site's own weeks lead one to expect, beside its name (grid-and-pnl.md D4). */
export function SurpriseMark({ usual }: { readonly usual: UsualMonth | undefined }) {
  if (usual === undefined || usual.lies === 'inside') return null
  return (
    <span className="surprise" title={rangeText(usual)} data-testid={`pl-surprise-${usual.month}`}>
      {words.plView.usual.mark[usual.lies]}
    </span>
  )
}

const rangeText = ({ low, high, weeks }: UsualMonth): string =>
  words.plView.usual.range(formatDollars(new Decimal(low)), formatDollars(new Decimal(high)), weeks)

/** The range in words, and what to do about a figure outside of it. */
export function UsualText({ usual }: { readonly usual: UsualMonth | undefined }) {
  if (usual === undefined) return null
  return (
    <p className="hint" data-testid="pl-usual">
      {rangeText(usual)} {words.plView.usual.lies[usual.lies]}
    </p>
  )
}

/** The surprising months of the period, whichever row is looked at. */
export function Surprises({
  usual,
  months,
}: {
  readonly usual: readonly UsualMonth[]
  readonly months: readonly string[]
}) {
  const outside = usual.filter(({ month, lies }) => lies !== 'inside' && months.includes(month))
  if (outside.length === 0) return null
  return (
    <p className="hint" data-testid="pl-surprises">
      {words.plView.usual.months(outside.map(({ month }) => formatMonth(month)).join(', '))}
    </p>
  )
}
