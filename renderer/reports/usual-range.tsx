import type { UsualMonth } from '../../shared/contract/profit-and-loss.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { useApp } from '../store/app-store.ts'
import { formatDollars, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'

/** That a month lies outside what the site's own weeks lead one to expect, beside its name (grid-and-pnl.md D4). */
export function SurpriseMark({ usual }: { readonly usual: UsualMonth | undefined }) {
  if (usual === undefined || !usual.isSurprising || usual.lies === 'inside') return null
  return (
    <span className="surprise" title={rangeText(usual)} data-testid={`pl-surprise-${usual.month}`}>
      {words.plView.usual.mark[usual.lies]}
    </span>
  )
}

/** Between what and what a month would be expected, and how one knows. */
export const rangeText = ({ low, high, weeks }: UsualMonth): string =>
  words.plView.usual.range(formatDollars(new Decimal(low)), formatDollars(new Decimal(high)), weeks)

/** The range in words, and what to do about a figure outside of it. */
export function UsualText({ usual }: { readonly usual: UsualMonth | undefined }) {
  if (usual === undefined) return null
  const tells = usual.isSurprising ? words.plView.usual.lies : words.plView.usual.nearly
  return (
    <p className="hint" data-testid="pl-usual">
      {rangeText(usual)} {tells[usual.lies]}
    </p>
  )
}

/** The surprising months of the period, whichever row is looked at; each opens. */
export function Surprises({
  usual,
  months,
}: {
  readonly usual: readonly UsualMonth[]
  readonly months: readonly string[]
}) {
  const goTo = useApp((state) => state.goInPl)
  const outside = usual.filter(({ month, isSurprising }) => isSurprising && months.includes(month))
  if (outside.length === 0) return null
  return (
    <p className="hint drill-parts" data-testid="pl-surprises">
      {words.plView.usual.months}
      {outside.map(({ code, month }) => (
        <button key={`${code}|${month}`} type="button" className="link" onClick={() => goTo({ row: code, month })}>
          {words.plView.usual.month(PL_ROWS.find((row) => row.code === code)?.label ?? code, formatMonth(month))}
        </button>
      ))}
    </p>
  )
}
