import { stateCounts, toneOf } from './site-state.ts'
import type { RollupSite } from './rollup-sites.ts'

type Props = { readonly sites: readonly RollupSite[]; readonly month: string }

/** How many of these sites are untouched, in progress, submitted, returned, in error in a month (domain.md 9.6). */
export function StateCounts({ sites, month }: Props) {
  return (
    <span className="state-counts">
      {stateCounts(sites, Number(month.slice(5)) - 1).map(({ state, text }) => (
        <span key={state} className="state-badge" data-tone={toneOf(state)}>
          {text}
        </span>
      ))}
    </span>
  )
}
