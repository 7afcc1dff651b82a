import { Bar, BarChart, CartesianGrid, Cell, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { varianceView } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatAxis, formatCents, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import { baselineName, baselineSet, comparisonOf, type PlBaseline, rowName } from './pl-baseline.ts'
import type { Report } from './pl-report.ts'

type Props = {
  readonly report: Report
  readonly code: PlRowCode
  readonly year: number
  readonly baseline: PlBaseline
}

/** A row's months as bars (grid-and-pnl.md D1): actual solid, forecast hatched, what it is compared with outlined. The table says it in words. */
export function MonthsChart({ report, code, year, baseline }: Props) {
  const isCumulative = code === 'FLC_CUMULATIVE'
  const name = rowName(code, baseline)
  const title = words.plView.chart(name, year, isCumulative ? null : words.plView.bridgeFrom[baseline].toLowerCase())
  const running = isCumulative ? varianceView(report, comparisonOf(baseline)).find((row) => row.code === code) : null
  const set = baselineSet(baseline)
  const points = report.rows[code].cells.map(({ kind, amounts }, i) => ({
    month: formatMonthShort(report.months[i] ?? ''),
    kind,
    value: (running ? running.cells[i]?.value : amounts.trend)?.toNumber() ?? null,
    baseline: amounts[set]?.toNumber() ?? null,
  }))
  const comparedName = baselineName(baseline)
  return (
    <figure className="chart" aria-label={title} data-testid="pl-chart">
      <figcaption>{title}</figcaption>
      <div className="chart-body" aria-hidden="true">
        <ResponsiveContainer width="100%" height={220}>
          <BarChart
            data={points}
            barGap={2}
            margin={{ top: 8, right: 12, bottom: 0, left: 4 }}
            accessibilityLayer={false}
          >
            <defs>
              <pattern id="open-days" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--surface)" />
                <rect width="3" height="6" fill="var(--chart)" />
              </pattern>
            </defs>
            <CartesianGrid stroke="var(--line-soft)" vertical={false} />
            <XAxis dataKey="month" stroke="var(--text-2)" tickLine={false} fontSize={12} />
            <YAxis
              stroke="var(--text-2)"
              tickFormatter={(dollars: number) => formatAxis(dollars)}
              tickLine={false}
              width={52}
              fontSize={12}
            />
            <Tooltip
              formatter={(amount) => formatCents(new Decimal(Number(amount)))}
              contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', color: 'var(--text)' }}
              cursor={{ fill: 'var(--hover)' }}
            />
            <Legend content={<Key baseline={comparedName} />} />
            {!isCumulative && (
              <Bar
                dataKey="baseline"
                name={comparedName}
                fill="var(--surface)"
                stroke="var(--text-2)"
                isAnimationActive={false}
              />
            )}
            <Bar dataKey="value" name={words.plView.forecast} stroke="var(--chart)" isAnimationActive={false}>
              {points.map(({ month, kind }) => (
                <Cell key={month} fill={kind === 'actual' ? 'var(--chart)' : 'url(#open-days)'} />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

function Key({ baseline }: { readonly baseline: string }) {
  return (
    <p className="chart-key">
      <span className="key-budget" /> {baseline} <span className="key-actual" /> {words.plView.chartActual}{' '}
      <span className="key-open" /> {words.plView.chartOpen}
    </p>
  )
}
