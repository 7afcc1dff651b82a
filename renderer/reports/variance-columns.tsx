import type { VarianceCell } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { words } from '../text/words.ts'
import { baselineName, type PlBaseline } from './pl-baseline.ts'
import { Impact, percentText } from './variance-texts.tsx'

/** Headers of the three columns every comparison ends with: difference, percent, impact (grid-and-pnl.md D3). */
export function VarianceHeads() {
  return (
    <>
      <th scope="col" className="number">
        {words.plView.variance}
      </th>
      <th scope="col" className="number">
        {words.plView.percent}
      </th>
      <th scope="col" className="impact-head">
        {words.plView.impact}
      </th>
    </>
  )
}

/** Headers of a table that compares forecasts: forecast, baseline, and how they differ. */
export function ComparedHeads({ baseline }: { readonly baseline: PlBaseline }) {
  return (
    <>
      <th scope="col" className="number">
        {words.plView.forecast}
      </th>
      <th scope="col" className="number">
        {baselineName(baseline)}
      </th>
      <VarianceHeads />
    </>
  )
}

type Props = {
  readonly against: VarianceCell
  /** The largest variance of the table: a bar of full width. */
  readonly largest: number
  /** To the dollar or to the cent, with a sign. */
  readonly format: (amount: Decimal) => string
  readonly testId?: string
}

/** The three cells below them. */
export function VarianceCells({ against, largest, format, testId }: Props) {
  const { variance } = against
  return (
    <>
      <td className="number" data-verdict={variance?.verdict} data-testid={testId}>
        {variance === null ? '–' : format(variance.amount)}
      </td>
      <td className="number" data-verdict={variance?.verdict}>
        {percentText(against)}
      </td>
      <td>
        <Impact against={against} largest={largest} />
      </td>
    </>
  )
}
