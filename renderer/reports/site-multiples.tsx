import { useState } from 'react'
import { Bar, BarChart, Cell, ReferenceLine, YAxis } from 'recharts'
import type { Rollup } from '../../shared/contract/profit-and-loss.ts'
import { type Month, monthsOf } from '../../shared/core/calendar.ts'
import { useApp } from '../store/app-store.ts'
import { formatAxis, formatDollars, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { baselineName, type PlBaseline } from './pl-baseline.ts'
import { siteLines, type SiteLine } from './rollup-sites.ts'
import { commonScale, cutToScale, type Scale, type SitePoint, sitePoints } from './site-multiples-scale.ts'
import { percentText } from './variance-texts.tsx'

type Props = {
  readonly rollup: Rollup
  /** What the ranking is over; the pictures show the whole year. */
  readonly months: readonly Month[]
  readonly span: string
  readonly baseline: PlBaseline
}

/** Charts take their time: so many are drawn before a person asks for all. */
const FIRST = 24

/** Each site's contribution by month as a small picture, all in one scale (grid-and-pnl.md D1), the furthest off first. */
export function SiteMultiples({ rollup, months, span, baseline }: Props) {
  const [all, setAll] = useState(false)
  const lines = siteLines(rollup, months, baseline)
  const year = monthsOf(rollup.year)
  const pictures = lines.map((line) => ({ line, points: sitePoints(line.site, year, baseline) }))
  const scale = commonScale(pictures.map(({ points }) => points))
  const title = words.plView.multiples(rollup.year, words.plView.bridgeFrom[baseline].toLowerCase())
  return (
    <figure className="chart" aria-label={title} data-testid="pl-multiples">
      <figcaption>{title}</figcaption>
      <svg className="pattern-only" aria-hidden="true">
        <pattern id="multiple-open" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--surface)" />
          <rect width="2.5" height="5" fill="var(--chart)" />
        </pattern>
      </svg>
      <ul className="multiples">
        {(all ? pictures : pictures.slice(0, FIRST)).map(({ line, points }) => (
          <li key={line.site.siteId}>
            <Multiple line={line} points={points} scale={scale} span={span} baseline={baseline} />
          </li>
        ))}
      </ul>
      {!all && pictures.length > FIRST && (
        <button type="button" data-testid="pl-multiples-all" onClick={() => setAll(true)}>
          {words.plView.allMultiples(pictures.length)}
        </button>
      )}
      <p className="chart-key" aria-hidden="true">
        <span className="key-budget" /> {baselineName(baseline)} <span className="key-actual" />{' '}
        {words.plView.chartActual} <span className="key-open" /> {words.plView.chartOpen}
      </p>
    </figure>
  )
}

type MultipleProps = {
  readonly line: SiteLine
  readonly points: readonly SitePoint[]
  readonly scale: Scale
  readonly span: string
  readonly baseline: PlBaseline
}

/** A site's picture, which opens its contribution; a screen reader hears the amounts. */
function Multiple({ line: { site, against }, points, scale, span, baseline }: MultipleProps) {
  const prefer = useApp((state) => state.prefer)
  const visit = useApp((state) => state.visit)
  const goTo = useApp((state) => state.goInPl)
  const cut = cutToScale(points, scale)
  const name = `${site.siteId} ${site.name}`
  const difference =
    against.variance === null ? '–' : `${formatSignedDollars(against.variance.amount)}, ${percentText(against)}`
  const told = site.loaded
    ? words.plView.multiple(
        span,
        formatDollars(against.value),
        baselineName(baseline).toLowerCase(),
        formatDollars(against.baseline),
        difference,
      )
    : words.plView.siteStates.missing
  return (
    <button
      type="button"
      className="multiple"
      data-testid={`pl-multiple-${site.siteId}`}
      onClick={() => {
        goTo({ row: 'FLC' })
        prefer({ plLevel: 'site' })
        visit({ siteId: site.siteId })
      }}
    >
      <strong>{name}</strong>
      <span className="visually-hidden">{told}</span>
      <span className="hint" aria-hidden="true">
        {site.loaded ? difference : words.plView.siteStates.missing}
        {site.error !== null && ` · ${words.plView.stateNames.error}`}
        {cut.beyond !== null && ` · ≈ ${words.plView.beyondScale(formatAxis(cut.beyond, 3))}`}
      </span>
      {site.loaded && (
        <BarChart
          width={208}
          height={84}
          data={cut.points}
          barGap={0}
          barCategoryGap={2}
          margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <YAxis hide domain={[scale.from, scale.to]} />
          <ReferenceLine y={0} stroke="var(--text-2)" />
          <Bar dataKey="baseline" fill="var(--surface)" stroke="var(--text-2)" isAnimationActive={false} />
          <Bar dataKey="value" stroke="var(--chart)" isAnimationActive={false}>
            {cut.points.map(({ month, kind }) => (
              <Cell key={month} fill={kind === 'actual' ? 'var(--chart)' : 'url(#multiple-open)'} />
            ))}
          </Bar>
        </BarChart>
      )}
    </button>
  )
}
