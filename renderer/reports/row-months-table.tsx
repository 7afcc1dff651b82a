import { Fragment, type KeyboardEvent, useRef } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { varianceView, type VarianceCell } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { PlKey, UsualMonth } from '../../shared/contract/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { formatCents, formatMonth, formatSignedCents } from '../text/format.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { CellDetailRow } from './cell-detail.tsx'
import { isTyping } from './is-typing.ts'
import { baselineName, baselineSet, comparisonOf, type PlBaseline, rowName } from './pl-baseline.ts'
import type { Report, ReportCell } from './pl-report.ts'
import { type AskRowWhy, type AskSiteCauses, RowWhy } from './row-why.tsx'
import { SurpriseMark, UsualText } from './usual-range.tsx'
import { VarianceCells, VarianceHeads } from './variance-columns.tsx'
import { largestOf, percentText } from './variance-texts.tsx'

type Props = {
  /** Null where a cell has no detail of its own: several sites. */
  readonly bridge: Bridge | null
  readonly askWhy: AskRowWhy
  readonly askSite: AskSiteCauses | undefined
  readonly report: Report
  readonly at: Pick<PlKey, 'year'> & Partial<PlKey>
  readonly code: PlRowCode
  readonly baseline: PlBaseline
  readonly openMonth: Month | null
  /** What one would expect of its months. */
  readonly usual: readonly UsualMonth[]
}

/** One row of the P&L over the months of its year, to the cent; each month opens into how it came about. */
export function RowMonthsTable({ bridge, askWhy, askSite, report, at, code, baseline, openMonth, usual }: Props) {
  const { month: expanded, isTotalOpen } = useApp((state) => state.plPlace)
  const goTo = useApp((state) => state.goInPl)
  const root = useRef<HTMLDivElement>(null)
  /** Backspace closes the open month before it leaves the level; the month keeps the keyboard. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Backspace' || expanded === null || !report.months.includes(expanded) || isTyping(event.target))
      return
    event.preventDefault()
    event.stopPropagation()
    root.current?.querySelector<HTMLElement>(`[data-testid="pl-expand-${expanded}"]`)?.focus()
    goTo({ month: null })
  }
  const row = report.rows[code]
  const compared = varianceView(report, comparisonOf(baseline)).find((one) => one.code === code)
  const label = rowName(code, baseline)
  const isCumulative = code === 'FLC_CUMULATIVE'
  const largest = largestOf(compared?.cells ?? [])
  const set = baselineSet(baseline)
  const why = { ask: askWhy, askSite, code, label, baseline, way: goTo }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- one key for all that is inside
    <div className="report-table" data-testid="pl-months" ref={root} onKeyDown={onKeyDown}>
      <table>
        <caption>{words.plView.months(label, at.year)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.plView.month}</th>
            <th scope="col">{words.plView.basis}</th>
            <th scope="col" className="number">
              {words.plView.forecast}
            </th>
            {!isCumulative && (
              <>
                <th scope="col" className="number">
                  {baselineName(baseline)}
                </th>
                <VarianceHeads />
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {report.months.map((month, i) => {
            const cell = row.cells[i]
            const against = compared?.cells[i]
            if (cell === undefined || against === undefined) return null
            return (
              <Fragment key={month}>
                <MonthRow
                  code={code}
                  month={month}
                  cell={cell}
                  value={isCumulative ? against.value : cell.amounts.trend}
                  baseline={cell.amounts[set]}
                  against={isCumulative ? null : against}
                  largest={largest}
                  isOpenMonth={month === openMonth}
                  usual={usual.find((one) => one.month === month)}
                  isExpanded={month === expanded}
                  hasDetail={bridge !== null || !isCumulative}
                  toggle={() => goTo({ month: month === expanded ? null : month })}
                />
                {month === expanded && bridge !== null && at.siteId !== undefined && (
                  <CellDetailRow
                    bridge={bridge}
                    at={{ siteId: at.siteId, year: at.year, code, month }}
                    label={label}
                    cell={cell}
                  >
                    <UsualText usual={usual.find((one) => one.month === month)} />
                    {!isCumulative && (
                      <RowWhy bridge={bridge} siteId={at.siteId} {...why} months={[month]} figure={cell} />
                    )}
                  </CellDetailRow>
                )}
                {month === expanded && bridge === null && (
                  <tr className="parts">
                    <td colSpan={8}>
                      <RowWhy bridge={null} siteId={null} {...why} months={[month]} figure={cell} />
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
        {!isCumulative && compared && (
          <tfoot>
            <tr data-testid={`pl-${code}-total`}>
              <th scope="row" colSpan={2}>
                {words.plView.total}
              </th>
              <td className="number">{formatCents(row.total.trend)}</td>
              <td className="number">{formatCents(row.total[set])}</td>
              <td className="number">
                {compared.total.variance === null ? '–' : formatSignedCents(compared.total.variance.amount)}
              </td>
              <td className="number">{percentText(compared.total)}</td>
              <td>
                <button
                  type="button"
                  className="quiet"
                  aria-expanded={isTotalOpen}
                  aria-label={words.why.openTotal(label)}
                  data-testid="why-total"
                  onClick={() => goTo({ isTotalOpen: !isTotalOpen })}
                >
                  {words.why.open}
                </button>
              </td>
            </tr>
            {isTotalOpen && (
              <tr className="parts">
                <td colSpan={8}>
                  <RowWhy bridge={bridge} siteId={at.siteId ?? null} {...why} months={report.months} figure={row} />
                </td>
              </tr>
            )}
          </tfoot>
        )}
      </table>
      {compared && compared.leftOut.length > 0 && (
        <p className="hint">{words.plView.leftOut(compared.leftOut.map(formatMonth).join(', '))}</p>
      )}
    </div>
  )
}

type MonthRowProps = {
  readonly code: PlRowCode
  readonly month: Month
  readonly cell: ReportCell
  readonly value: ReportCell['amounts']['trend']
  readonly baseline: ReportCell['amounts']['trend']
  /** Null where the value is a difference already. */
  readonly against: VarianceCell | null
  readonly largest: number
  readonly isOpenMonth: boolean
  readonly usual: UsualMonth | undefined
  readonly isExpanded: boolean
  readonly hasDetail: boolean
  readonly toggle: () => void
}

function MonthRow(props: MonthRowProps) {
  const { code, month, cell, value, baseline, against, largest, isOpenMonth, usual, isExpanded, hasDetail, toggle } =
    props
  const name = formatMonth(month)
  return (
    <tr data-current={isOpenMonth} data-kind={cell.kind}>
      <th scope="row">
        {cell.kind === 'empty' || !hasDetail ? (
          <span className="no-disclosure">{name}</span>
        ) : (
          <button
            type="button"
            className="disclosure"
            aria-expanded={isExpanded}
            aria-label={isExpanded ? words.plView.collapse(name) : words.plView.expand(name)}
            data-testid={`pl-expand-${month}`}
            onClick={toggle}
          >
            <span aria-hidden="true">{isExpanded ? '▾' : '▸'}</span> {name}
          </button>
        )}
      </th>
      <td>
        <span className="basis">{words.plView.kinds[cell.kind]}</span> <SurpriseMark usual={usual} />
      </td>
      <td className="number strong" data-testid={`pl-${code}-${month}`}>
        {formatCents(value)}
      </td>
      {against && (
        <>
          <td className="number" data-testid={`pl-${code}-${month}-budget`}>
            {formatCents(baseline)}
          </td>
          <VarianceCells against={against} largest={largest} format={formatSignedCents} />
        </>
      )}
    </tr>
  )
}
