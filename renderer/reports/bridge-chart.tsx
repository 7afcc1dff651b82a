import { Bar, BarChart, Cell, LabelList, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatAxis, formatDollars, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { axisTicks, type BridgeStep } from './bridge-steps.ts'

type Props = {
  readonly title: string
  readonly steps: readonly BridgeStep[] | null
  readonly choose: (code: PlRowCode) => void
}

const isEnd = ({ id }: Pick<BridgeStep, 'id'>): boolean => id === 'start' || id === 'end'
const textOf = (step: BridgeStep): string =>
  isEnd(step) ? formatDollars(step.amount) : formatSignedDollars(step.amount)

/** From the baseline's contribution to the forecast's, row by row (grid-and-pnl.md D6). A click on a step opens its row. */
export function BridgeChart({ title, steps, choose }: Props) {
  if (steps === null) {
    return (
      <figure className="chart" aria-label={title} data-testid="pl-chart">
        <figcaption>{title}</figcaption>
        <p className="hint">{words.plView.bridgeNone}</p>
      </figure>
    )
  }
  const ticks = axisTicks(steps)
  const start = ticks[0] ?? 0
  const bars = steps.map((step) => ({
    id: step.id,
    label: step.label,
    text: textOf(step),
    span: [
      Math.max(start, Decimal.min(step.from, step.to).toNumber()),
      Decimal.max(step.from, step.to).toNumber(),
    ] as const,
    fill: isEnd(step) ? 'end' : step.amount.isNegative() ? 'var(--bad)' : 'var(--good)',
  }))
  return (
    <figure className="chart" aria-label={title} data-testid="pl-chart">
      <figcaption>
        {title}
        {start > 0 && <span className="hint axis-cut"> ≈ {words.plView.axisCut(formatAxis(start, 3))}</span>}
      </figcaption>
      <div className="chart-body">
        <ResponsiveContainer width="100%" height={240}>
          <BarChart data={bars} margin={{ top: 22, right: 12, bottom: 0, left: 4 }} accessibilityLayer={false}>
            <defs>
              <pattern id="bridge-end" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--surface)" />
                <rect width="3" height="6" fill="var(--chart)" />
              </pattern>
            </defs>
            <XAxis
              dataKey="label"
              stroke="var(--text-2)"
              tickLine={false}
              fontSize={11}
              interval={0}
              height={40}
              tick={ShortName}
            />
            <YAxis
              stroke="var(--text-2)"
              tickFormatter={(dollars: number) => formatAxis(dollars, start > 0 ? 3 : 1)}
              tickLine={false}
              width={60}
              fontSize={12}
              {...(ticks.length > 0 ? { ticks, domain: [start, ticks.at(-1) ?? 'auto'] } : {})}
              allowDataOverflow={start > 0}
            />
            <ReferenceLine y={start} stroke="var(--text-2)" />
            <Tooltip
              formatter={(_span, _name, item) => [(item.payload as { text: string }).text, '']}
              separator=""
              contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', color: 'var(--text)' }}
              itemStyle={{ color: 'var(--text)' }}
              cursor={{ fill: 'var(--hover)' }}
            />
            <Bar
              dataKey="span"
              isAnimationActive={false}
              onClick={(_bar, index) => {
                const id = bars[index]?.id
                if (id !== undefined) choose(id === 'start' || id === 'end' ? 'FLC' : id)
              }}
            >
              {bars.map(({ id, fill }) => (
                <Cell
                  key={id}
                  fill={fill !== 'end' ? fill : id === 'start' ? 'var(--surface)' : 'url(#bridge-end)'}
                  stroke={fill !== 'end' ? fill : id === 'start' ? 'var(--text-2)' : 'var(--chart)'}
                />
              ))}
              <LabelList dataKey="text" position="top" fontSize={11} fill="var(--text)" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <th scope="row">{step.label}</th>
              <td data-testid={`pl-bridge-${step.id}`}>{textOf(step)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

/** A row's name below its bar in up to three lines, so that none is cut. */
function ShortName({ x, y, payload }: { x?: number | string; y?: number | string; payload?: { value?: string } }) {
  const lines = (payload?.value ?? '').split(' ')
  return (
    <text x={x} y={Number(y) + 10} textAnchor="middle" fontSize={11} fill="var(--text-2)">
      {lines.map((line, i) => (
        <tspan key={line} x={x} dy={i === 0 ? 0 : 12}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
