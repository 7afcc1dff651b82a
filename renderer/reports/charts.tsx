import { useState } from 'react'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Rollup } from '../../shared/contract/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { words } from '../text/words.ts'
import { BridgeChart } from './bridge-chart.tsx'
import { bridgeSteps } from './bridge-steps.ts'
import { MonthsChart } from './months-chart.tsx'
import type { PlBaseline } from './pl-baseline.ts'
import type { PlLine } from './pl-lines.ts'
import type { Report } from './pl-report.ts'
import { SiteMultiples } from './site-multiples.tsx'

type Props = {
  readonly report: Report
  readonly lines: readonly PlLine[]
  readonly chosen: PlRowCode
  readonly year: number
  /** `April 2026`, `2026`: what the lines add up. */
  readonly span: string
  readonly baseline: PlBaseline
  readonly choose: (code: PlRowCode) => void
  /** The sites behind it, each with a picture of its own; null where it is one site. */
  readonly rollup: Rollup | null
  readonly counted: readonly Month[]
}

const CHARTS = ['bridge', 'months', 'sites'] as const

/** The P&L as a picture: the bridge of the period, the months of the chosen row, or each site of several. */
export function Charts({ report, lines, chosen, year, span, baseline, choose, rollup, counted }: Props) {
  const [shown, setShown] = useState<(typeof CHARTS)[number]>('bridge')
  const from = words.plView.bridgeFrom[baseline]
  return (
    <>
      <fieldset className="segments">
        {CHARTS.filter((chart) => chart !== 'sites' || rollup !== null).map((chart) => (
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
      {shown === 'sites' && rollup !== null ? (
        <SiteMultiples rollup={rollup} months={counted} span={span} baseline={baseline} />
      ) : shown === 'months' ? (
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
