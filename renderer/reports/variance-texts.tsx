import type { VarianceCell } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { Variance } from '../../shared/calc/variance.ts'
import { formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'

/** A relative variance: percent, "n/a" for a baseline of 0, "n/m" for a change of sign, "–" for a missing side (D2). */
export function percentText({ percent }: VarianceCell): string {
  if (percent.kind === 'missing') return '–'
  if (percent.kind === 'not-applicable') return words.plView.notApplicable
  if (percent.kind === 'not-meaningful') return words.plView.notMeaningful
  return formatSignedPercent(percent.value)
}

/** Good or bad in a word and an arrow; the colour only repeats it. */
export function Verdict({ verdict }: { readonly verdict: Variance['verdict'] }) {
  const marks = { favorable: '▲', unfavorable: '▼', 'on-plan': '●', neutral: '●' } as const
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{marks[verdict]}</span> {words.plView.verdicts[verdict]}
    </span>
  )
}

type ImpactProps = { readonly against: VarianceCell; readonly largest: number }

/** How much a variance weighs beside the others: a bar to the right is good for the result, one to the left bad. */
export function Impact({ against: { variance }, largest }: ImpactProps) {
  if (variance === null) return null
  const share = largest === 0 ? 0 : variance.amount.abs().toNumber() / largest
  return (
    <span className="impact-cell">
      <span className="impact-track" aria-hidden="true">
        <span
          className="impact"
          data-verdict={variance.verdict}
          style={{ width: `${Math.max(share * 50, variance.amount.isZero() ? 0 : 1)}%` }}
        />
      </span>
      <Verdict verdict={variance.verdict} />
    </span>
  )
}

/** The largest variance of some cells, which a bar of full width stands for. */
export const largestOf = (cells: readonly VarianceCell[]): number =>
  Math.max(0, ...cells.map(({ variance }) => variance?.amount.abs().toNumber() ?? 0))
