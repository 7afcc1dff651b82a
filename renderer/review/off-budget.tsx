import { useState } from 'react'
import type { MaterialRow, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatDollars, formatMoment, formatSignedDollars, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { rowLabel } from './open-steps.tsx'
import { ReasonForm } from './reason-form.tsx'

/** The rows that are far from their budget, each with what was said about it and where to say it. */
export function OffBudget({ sheet }: { readonly sheet: ReviewSheet }) {
  return (
    <section className="review-part" aria-label={words.review.offBudget} data-testid="off-budget">
      <h3>{words.review.offBudget}</h3>
      {sheet.material.length === 0 && <p>{words.review.noneOffBudget}</p>}
      <ul className="material">
        {sheet.material.map((line) => (
          <Row key={line.row} line={line} sheet={sheet} />
        ))}
      </ul>
    </section>
  )
}

function Row({ line, sheet }: { readonly line: MaterialRow; readonly sheet: ReviewSheet }) {
  const [isOpen, setOpen] = useState(false)
  const { row, materiality, state, reason, verdict } = line
  const isAsked = materiality === 'material'
  const label = rowLabel(row)
  const tone = !isAsked ? 'plain' : state === 'given' ? 'good' : 'bad'
  return (
    <li data-testid={`material-${row}`}>
      <div className="material-head">
        <strong>{label}</strong>
        <span className="figures">
          {formatDollars(new Decimal(line.value))} {words.review.forecast} · {formatDollars(new Decimal(line.baseline))}{' '}
          {words.review.budget}
        </span>
        <span className="figures" data-verdict={verdict}>
          {formatSignedDollars(new Decimal(line.amount))}
          {line.percent !== null && ` (${formatSignedPercent(new Decimal(line.percent))})`}{' '}
          {words.plView.verdicts[verdict]}
        </span>
        <span className="state-badge" data-tone={tone} data-testid={`reason-${row}`}>
          {isAsked || reason !== null ? words.review.reasonState[state] : words.review.notice}
          {reason?.isWaiting === true && ` · ${words.review.waits}`}
        </span>
        {sheet.mayExplain && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={words.review.explain(label)}
            data-testid={`explain-${row}`}
            onClick={() => setOpen(!isOpen)}
          >
            {words.review.reason}
          </button>
        )}
      </div>
      {reason !== null &&
        reason.parts.map(({ code, text, amount }) => (
          <p key={`${code}|${text}|${amount}`} className="said">
            {words.review.codes[code]}
            {amount !== null && ` ${formatSignedDollars(new Decimal(amount))}`}: {text}{' '}
            <span className="hint">
              {reason.by}, {formatMoment(reason.at)}
            </span>
          </p>
        ))}
      {isOpen && <ReasonForm sheet={sheet} line={line} close={() => setOpen(false)} />}
    </li>
  )
}
