import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { OpenAct, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import { cellName } from './cell-link.tsx'

export const rowLabel = (row: string): string => PL_ROWS.find(({ code }) => code === row)?.label ?? row

/** What a step is called. */
export function stepName({ act }: Pick<OpenAct, 'act'>): string {
  if (act.kind === 'move') return words.review.step.move(act.action)
  if (act.kind === 'comment') return words.comments.step(cellName(act))
  if (act.kind === 'carry') return words.comments.carried(act.comments.length)
  if (act.kind === 'keep') return words.checks.step(cellName(act))
  return act.kind === 'reason' ? words.review.step.reason(rowLabel(act.row)) : words.review.step.freeze
}

/** This person's steps that are not the server's: waiting, or not accepted, with what to do and all that was typed. */
export function OpenSteps({ sheet }: { readonly sheet: ReviewSheet }) {
  if (sheet.open.length === 0) return null
  return (
    <section className="review-part" aria-label={words.review.openSteps} data-testid="open-steps">
      <h3>{words.review.openSteps}</h3>
      {sheet.open.some(({ state }) => state !== 'refused') && <p className="hint">{words.review.stepSafe}</p>}
      <ul className="steps">
        {sheet.open.map((one) => (
          <Step key={one.act.actId} one={one} sheet={sheet} />
        ))}
      </ul>
    </section>
  )
}

function Step({ one, sheet }: { readonly one: OpenAct; readonly sheet: ReviewSheet }) {
  const withdraw = useApp((state) => state.withdrawAct)
  const draft = useApp((state) => state.draftReview)
  const { act, state, message, madeAt } = one
  const said =
    act.kind === 'move'
      ? act.comment
      : act.kind === 'reason'
        ? act.parts.map(({ code, text }) => `${words.review.codes[code]}: ${text}`).join(' · ')
        : null
  /** What was typed stands in its form again; the step itself is put away. */
  const putBack = () => {
    if (act.kind === 'move') draft(sheet, { comment: act.comment ?? '', cells: act.cells })
    if (act.kind === 'reason') {
      const parts = act.parts.map(({ code, text, amount }) => ({ code, text, amount: amount ?? '' }))
      draft(sheet, { reasons: { [act.row]: parts } })
    }
    void withdraw(act.actId)
  }
  return (
    <li className="note" data-tone={state === 'refused' ? 'bad' : 'wait'} data-testid={`step-${state}`}>
      <strong>
        {stepName(one)}: {words.review.stepState[state]}
      </strong>
      <span className="hint">{formatMoment(madeAt)}</span>
      {message !== null && <p>{message}</p>}
      {said !== null && said !== '' && <p className="said">“{said}”</p>}
      <p className="actions">
        {state === 'refused' && said !== null && (
          <button type="button" data-testid="step-again" onClick={putBack}>
            {words.review.putBack}
          </button>
        )}
        {state !== 'inflight' && (
          <button type="button" data-testid="step-withdraw" onClick={() => void withdraw(act.actId)}>
            {state === 'refused' ? words.review.putAway : words.review.takeBack}
          </button>
        )}
      </p>
    </li>
  )
}
