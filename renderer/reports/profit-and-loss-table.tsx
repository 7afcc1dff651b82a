import { Fragment, useState } from 'react'
import type { Variance } from '../../shared/calc/variance.ts'
import type { PlMonth, PlRow } from '../../shared/contract/profit-and-loss.ts'
import { type Month } from '../../shared/core/calendar.ts'
import type { z } from 'zod'
import { formatCents, formatMonth, formatSignedCents, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { amountVariance, centsOf, yearTotal } from './month-variance.ts'
import { MonthParts } from './month-parts.tsx'

type Props = { readonly row: PlRow; readonly openMonth: Month | null }

/** One P&L line over its twelve months: forecast, budget, variance in sign and word, last year; each month opens. */
export function ProfitAndLossTable({ row, openMonth }: Props) {
  const [expanded, setExpanded] = useState<Month | null>(null)
  const total = yearTotal(row)
  const largest = Math.max(1, ...row.months.map((month) => Math.abs((month.value ?? 0) - (month.budget ?? 0))))
  return (
    <div className="report-table">
      <table>
        <caption className="visually-hidden">{row.label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.plView.month}</th>
            <th scope="col">{words.plView.basis}</th>
            <th scope="col" className="number">
              {words.plView.forecast}
            </th>
            <th scope="col" className="number">
              {words.plView.budget}
            </th>
            <th scope="col" className="number">
              {words.plView.variance}
            </th>
            <th scope="col" className="number">
              {words.plView.percent}
            </th>
            <th scope="col">{words.plView.verdict}</th>
            <th scope="col" className="number">
              {words.plView.lastYear}
            </th>
          </tr>
        </thead>
        <tbody>
          {row.months.map((month, i) => (
            <Fragment key={month.month}>
              <MonthRow
                row={row}
                month={month}
                largest={largest}
                isOpenMonth={month.month === openMonth}
                isExpanded={month.month === expanded}
                toggle={() => setExpanded(month.month === expanded ? null : month.month)}
              />
              {month.month === expanded && <MonthParts row={row} index={i} month={month} />}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr data-testid={`pl-${row.code}-total`}>
            <th scope="row" colSpan={2}>
              {words.plView.total}
            </th>
            <td className="number">{formatCents(total.value)}</td>
            <td className="number">{formatCents(total.budget)}</td>
            <td className="number">{total.variance === null ? '–' : formatSignedCents(total.variance)}</td>
            <td className="number">
              {total.percent ? formatSignedPercent(total.percent) : words.plView.notApplicable}
            </td>
            <td>{total.verdict && <Verdict verdict={total.verdict} />}</td>
            <td className="number">{formatCents(total.lastYear)}</td>
          </tr>
        </tfoot>
      </table>
      {total.isPartial && <p className="hint">{words.plView.missing}</p>}
    </div>
  )
}

type MonthRowProps = {
  readonly row: PlRow
  readonly month: z.infer<typeof PlMonth>
  readonly largest: number
  readonly isOpenMonth: boolean
  readonly isExpanded: boolean
  readonly toggle: () => void
}

function MonthRow({ row, month, largest, isOpenMonth, isExpanded, toggle }: MonthRowProps) {
  const name = formatMonth(month.month)
  const against = amountVariance(month.value, month.budget, row.polarity)
  const hasParts = row.details.length > 0 && month.value !== null
  return (
    <tr data-current={isOpenMonth} data-kind={month.kind}>
      <th scope="row">
        {hasParts ? (
          <button
            type="button"
            className="disclosure"
            aria-expanded={isExpanded}
            aria-label={isExpanded ? words.plView.collapse(name) : words.plView.expand(name)}
            data-testid={`pl-expand-${month.month}`}
            onClick={toggle}
          >
            <span aria-hidden="true">{isExpanded ? '▾' : '▸'}</span> {name}
          </button>
        ) : (
          <span className="no-disclosure">{name}</span>
        )}
      </th>
      <td>
        <span className="basis" data-kind={month.kind}>
          {words.plView.kinds[month.kind]}
        </span>
      </td>
      <td className="number strong" data-testid={`pl-${row.code}-${month.month}`}>
        {formatCents(month.value)}
      </td>
      <td className="number" data-testid={`pl-${row.code}-${month.month}-budget`}>
        {formatCents(month.budget)}
      </td>
      <td className="number" data-verdict={against?.verdict}>
        {against === null ? '–' : formatSignedCents(centsOf(against))}
      </td>
      <td className="number" data-verdict={against?.verdict}>
        {against?.percent ? formatSignedPercent(against.percent) : against && words.plView.notApplicable}
      </td>
      <td>
        {against && (
          <>
            <Verdict verdict={against.verdict} />
            <Impact share={Math.abs(centsOf(against)) / largest} verdict={against.verdict} />
          </>
        )}
      </td>
      <td className="number">{formatCents(month.lastYear)}</td>
    </tr>
  )
}

/** Good or bad in a word and an arrow; the colour only repeats it. */
function Verdict({ verdict }: { readonly verdict: Variance['verdict'] }) {
  const marks = { favorable: '▲', unfavorable: '▼', 'on-plan': '●', neutral: '●' } as const
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{marks[verdict]}</span> {words.plView.verdicts[verdict]}
    </span>
  )
}

function Impact({ share, verdict }: { readonly share: number; readonly verdict: Variance['verdict'] }) {
  return (
    <span
      className="impact"
      data-verdict={verdict}
      style={{ width: `${Math.round(share * 60)}px` }}
      aria-hidden="true"
    />
  )
}
