import { TONES } from '../review/state-badge.tsx'
import { formatDollars, formatMonthShort, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { baselineName, type PlBaseline } from './pl-baseline.ts'
import type { RollupSite, SiteLine } from './rollup-sites.ts'
import { VarianceCells, VarianceHeads } from './variance-columns.tsx'
import { largestOf } from './variance-texts.tsx'

type Props = {
  readonly lines: readonly SiteLine[]
  readonly baseline: PlBaseline
  /** The open month, whose state is shown. */
  readonly month: string
  readonly open: (siteId: string) => void
}

/** How a site's month stands in a rollup, worst first. */
function stateOf(
  { loaded, error, hasForecast, states, waiting }: RollupSite,
  month: number,
): { readonly text: string; readonly tone: string } {
  if (!loaded) return { text: words.plView.siteStates.missing, tone: 'wait' }
  if (error !== null) return { text: words.plView.siteStates.error(error), tone: 'bad' }
  const state = states[month] ?? 'draft'
  const waits = waiting[month] === true ? ` · ${words.review.waits}` : ''
  if (state !== 'draft') return { text: words.review.states[state] + waits, tone: TONES[state] }
  return hasForecast
    ? { text: words.plView.siteStates.started, tone: 'good' }
    : { text: words.plView.siteStates.untouched, tone: 'wait' }
}

/** The sites behind a rollup, ranked by how much their contribution differs; each opens its own P&L. */
export function RollupSitesTable({ lines, baseline, month, open }: Props) {
  const place = Number(month.slice(5)) - 1
  const largest = largestOf(lines.map(({ against }) => against))
  return (
    <div className="report-table" data-testid="pl-sites">
      <table>
        <caption>{words.plView.siteRanking}</caption>
        <thead>
          <tr>
            <th scope="col">{words.plView.site}</th>
            <th scope="col">{words.plView.stateOf(formatMonthShort(month))}</th>
            <th scope="col" className="number">
              {words.plView.forecast}
            </th>
            <th scope="col" className="number">
              {baselineName(baseline)}
            </th>
            <VarianceHeads />
          </tr>
        </thead>
        <tbody>
          {lines.map(({ site, against }) => {
            const state = stateOf(site, place)
            return (
              <tr key={site.siteId} data-testid={`pl-site-${site.siteId}`}>
                <th scope="row">
                  <button type="button" className="line-name" onClick={() => open(site.siteId)}>
                    {site.siteId} {site.name}
                  </button>
                </th>
                <td>
                  <span className="site-state" data-tone={state.tone}>
                    {state.text}
                  </span>
                </td>
                <td className="number strong">{formatDollars(against.value)}</td>
                <td className="number">{formatDollars(against.baseline)}</td>
                <VarianceCells against={against} largest={largest} format={formatSignedDollars} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
