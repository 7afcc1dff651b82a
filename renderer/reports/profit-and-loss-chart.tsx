import { Bar, BarChart, CartesianGrid, Cell, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { PlRow } from '../../shared/contract/profit-and-loss.ts'
import { formatAxis, formatCents, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'

type Props = { readonly row: PlRow; readonly year: number }

/** The same numbers as bars (grid-and-pnl.md D1): actual solid, forecast hatched, budget outlined. The table says it in words. */
export function ProfitAndLossChart({ row, year }: Props) {
  const title = words.plView.chart(row.label, year)
  const points = row.months.map(({ month, value, budget, kind }) => ({
    month: formatMonthShort(month),
    kind,
    value: value === null ? null : value / 100,
    budget: budget === null ? null : budget / 100,
  }))
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
            <YAxis stroke="var(--text-2)" tickFormatter={formatAxis} tickLine={false} width={52} fontSize={12} />
            <Tooltip
              formatter={(amount) => formatCents(Math.round(Number(amount) * 100))}
              contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', color: 'var(--text)' }}
              cursor={{ fill: 'var(--hover)' }}
            />
            <Legend content={<Key />} />
            <Bar
              dataKey="budget"
              name={words.plView.budget}
              fill="var(--surface)"
              stroke="var(--text-2)"
              isAnimationActive={false}
            />
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

function Key() {
  return (
    <p className="chart-key">
      <span className="key-budget" /> {words.plView.budget} <span className="key-actual" /> {words.plView.chartActual}{' '}
      <span className="key-open" /> {words.plView.chartOpen}
    </p>
  )
}
