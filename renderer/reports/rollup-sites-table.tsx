import { formatDollars, formatMonthShort, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { PlBaseline } from './pl-baseline.ts'
import type { RollupSite, SiteLine } from './rollup-sites.ts'
import { siteStateOf, toneOf } from './site-state.ts'
import { ComparedHeads, VarianceCells } from './variance-columns.tsx'
import { largestOf } from './variance-texts.tsx'

type Props = {
  readonly lines: readonly SiteLine[]
  readonly baseline: PlBaseline
  /** The open month, whose state is shown. */
  readonly month: string
  readonly open: (siteId: string) => void
}

/** How a site's month stands, with the reason where it could not be computed. */
function stateText(site: RollupSite, month: number): string {
  const state = siteStateOf(site, month)
  if (state === 'error') return words.plView.siteStates.error(site.error ?? '')
  if (state === 'missing' || state === 'untouched') return words.plView.siteStates[state]
  if (state === 'in-progress') return words.plView.siteStates.started
  return words.review.states[state] + (site.waiting[month] === true ? ` · ${words.review.waits}` : '')
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
            <ComparedHeads baseline={baseline} />
          </tr>
        </thead>
        <tbody>
          {lines.map(({ site, against }) => {
            return (
              <tr key={site.siteId} data-testid={`pl-site-${site.siteId}`}>
                <th scope="row">
                  <button type="button" className="line-name" onClick={() => open(site.siteId)}>
                    {site.siteId} {site.name}
                  </button>
                </th>
                <td>
                  <span className="site-state" data-tone={toneOf(siteStateOf(site, place))}>
                    {stateText(site, place)}
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
