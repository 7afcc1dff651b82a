import { useState } from 'react'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { words } from '../text/words.ts'
import { BridgeChart } from './bridge-chart.tsx'
import { bridgeSteps } from './bridge-steps.ts'
import { MonthsChart } from './months-chart.tsx'
import type { PlBaseline } from './pl-baseline.ts'
import type { PlLine } from './pl-lines.ts'
import type { Report } from './pl-report.ts'

type Props = {
  readonly report: Report
  readonly lines: readonly PlLine[]
  readonly chosen: PlRowCode
  readonly year: number
  /** `April 2026`, `2026`: what the lines add up. */
  readonly span: string
  readonly baseline: PlBaseline
  readonly choose: (code: PlRowCode) => void
}

const CHARTS = ['bridge', 'months'] as const

/** The P&L as a picture: the bridge of the period, or the months of the chosen row. */
export function Charts({ report, lines, chosen, year, span, baseline, choose }: Props) {
  const [shown, setShown] = useState<(typeof CHARTS)[number]>('bridge')
  const from = words.plView.bridgeFrom[baseline]
  return (
    <>
      <fieldset className="segments">
        {CHARTS.map((chart) => (
          <button
            key={chart}
            type="button"
            aria-pressed={shown === chart}
            data-testid={`pl-chart-${chart}`}
            onClick={() => setShown(chart)}
          >
            {words.plView.charts[chart]}
          </button>
        ))}
      </fieldset>
      {shown === 'months' ? (
        <MonthsChart report={report} code={chosen} year={year} baseline={baseline} />
      ) : (
        <BridgeChart
          title={words.plView.bridge(from, span)}
          steps={bridgeSteps(lines, from, words.plView.forecast)}
          choose={choose}
        />
      )}
    </>
  )
}
