import { Fragment, useState } from 'react'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { formatDollars, formatPercent, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { baselineName, type PlBaseline } from './pl-baseline.ts'
import type { PlLine } from './pl-lines.ts'
import { VarianceCells, VarianceHeads } from './variance-columns.tsx'
import { largestOf } from './variance-texts.tsx'

type Props = {
  readonly lines: readonly PlLine[]
  readonly baseline: PlBaseline
  readonly title: string
  /** The row whose months are shown below. */
  readonly chosen: PlRowCode
  readonly choose: (code: PlRowCode) => void
}

/** The rows of the P&L over a period: each opens into its parts, and shows its months below when it is chosen. */
export function PlLinesTable({ lines, baseline, title, chosen, choose }: Props) {
  const [open, setOpen] = useState<ReadonlySet<PlRowCode>>(new Set())
  const largest = largestOf(lines.filter(({ code }) => code !== 'FLC_CUMULATIVE').map(({ against }) => against))
  const hasBaseline = baseline !== 'prior-year' // last year has a column of its own
  const toggle = (code: PlRowCode) => {
    const next = new Set(open)
    if (!next.delete(code)) next.add(code)
    setOpen(next)
  }
  return (
    <div className="report-table" data-testid="pl-lines">
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.plView.line}</th>
            <th scope="col" className="wide-only">
              {words.plView.basis}
            </th>
            <th scope="col" className="number">
              {words.plView.forecast}
            </th>
            <th scope="col" className="number wide-only" title={words.plView.ofRevenueMore}>
              {words.plView.ofRevenue}
            </th>
            {hasBaseline && (
              <th scope="col" className="number">
                {baselineName(baseline)}
              </th>
            )}
            <th scope="col" className={hasBaseline ? 'number wide-only' : 'number'}>
              {words.plView.lastYear}
            </th>
            <VarianceHeads />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Fragment key={line.code}>
              <LineRow
                line={line}
                hasBaseline={hasBaseline}
                largest={largest}
                isChosen={line.code === chosen}
                isOpen={open.has(line.code)}
                toggle={() => toggle(line.code)}
                choose={() => choose(line.code)}
              />
              {open.has(line.code) && <PartRows line={line} columns={hasBaseline ? 6 : 5} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type LineProps = {
  readonly line: PlLine
  readonly hasBaseline: boolean
  readonly largest: number
  readonly isChosen: boolean
  readonly isOpen: boolean
  readonly toggle: () => void
  readonly choose: () => void
}

function LineRow({ line, hasBaseline, largest, isChosen, isOpen, toggle, choose }: LineProps) {
  const { code, label, kind, value, baseline, priorYear, ofRevenue, against, parts } = line
  const isCumulative = code === 'FLC_CUMULATIVE'
  return (
    <tr data-current={isChosen} data-row={code} data-level={against.level ?? undefined} data-testid={`pl-line-${code}`}>
      <th scope="row">
        {parts.length > 0 ? (
          <button
            type="button"
            className="disclosure"
            aria-expanded={isOpen}
            aria-label={isOpen ? words.plView.collapse(label) : words.plView.expand(label)}
            data-testid={`pl-open-${code}`}
            onClick={toggle}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="no-disclosure" />
        )}
        <button
          type="button"
          className="line-name"
          aria-pressed={isChosen}
          title={words.plView.choose(label)}
          data-testid={`pl-choose-${code}`}
          onClick={choose}
        >
          {label}
        </button>
      </th>
      <td className="wide-only">
        <span className="basis">{words.plView.kinds[kind]}</span>
      </td>
      <td className="number strong" data-testid={`pl-${code}-value`}>
        {formatDollars(value)}
      </td>
      <td className="number wide-only">{formatPercent(ofRevenue)}</td>
      {hasBaseline && (
        <td className="number" data-testid={`pl-${code}-budget`}>
          {isCumulative ? '' : formatDollars(baseline)}
        </td>
      )}
      <td className={hasBaseline ? 'number wide-only' : 'number'}>{isCumulative ? '' : formatDollars(priorYear)}</td>
      {isCumulative ? (
        <td colSpan={3} aria-hidden="true" />
      ) : (
        <VarianceCells
          against={against}
          largest={largest}
          format={formatSignedDollars}
          testId={`pl-${code}-variance`}
        />
      )}
    </tr>
  )
}

function PartRows({ line: { code, label, parts }, columns }: { readonly line: PlLine; readonly columns: number }) {
  return parts
    .filter(({ value }) => value !== null)
    .map((part) => (
      <tr key={part.id} className="part-row" data-testid={`pl-part-${code}-${part.id}`}>
        <th scope="row" title={words.plView.parts(label)}>
          {part.label}
        </th>
        <td className="wide-only" aria-hidden="true" />
        <td className="number">{formatDollars(part.value)}</td>
        <td colSpan={columns} aria-hidden="true" />
      </tr>
    ))
}
