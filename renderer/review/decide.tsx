import { useState } from 'react'
import type { ReviewSheet } from '../../shared/contract/review-sheet.ts'
import type { SubmissionAction } from '../../shared/contract/workflow.ts'
import { useApp } from '../store/app-store.ts'
import { draftKey, NO_DRAFT } from '../store/review-slice.ts'
import { words } from '../text/words.ts'
import { NameCells } from './name-cells.tsx'

/** What this person may do with the month: hand it over, accept it, or ask about it. */
export function Decide({ sheet }: { readonly sheet: ReviewSheet }) {
  const { comment, cells } = useApp((state) => state.reviewDrafts[draftKey(sheet)] ?? NO_DRAFT)
  const draft = useApp((state) => state.draftReview)
  const act = useApp((state) => state.act)
  const say = useApp((state) => state.say)
  const [problem, setProblem] = useState<string | null>(null)
  const { siteId, month: period, actions } = sheet
  const move = async (action: SubmissionAction) => {
    const text = comment.trim()
    const error = await act({
      kind: 'move',
      siteId,
      period,
      action,
      comment: text === '' ? null : text,
      cells: action === 'return' ? [...cells] : [],
    })
    if (error) return setProblem(error.message)
    setProblem(null)
    draft(sheet, { comment: '', cells: [] })
    say(words.review.done(action))
  }
  const freeze = async () => {
    const error = await act({ kind: 'freeze', siteId, period, months: 3 })
    setProblem(error?.message ?? null)
    if (!error) say(words.review.frozen)
  }
  if (actions.length === 0 && !sheet.mayFreeze)
    return (
      <section className="review-part" aria-label={words.review.decide}>
        <h3>{words.review.decide}</h3>
        <p>{words.review.mayNothing(words.review.states[sheet.state])}</p>
      </section>
    )
  return (
    <section className="review-part" aria-label={words.review.decide} data-testid="decide">
      <h3>{words.review.decide}</h3>
      {actions.length > 0 && (
        <label className="comment">
          {sheet.needsComment && actions.includes('submit') ? words.review.commentNeeded : words.review.comment}
          <textarea
            value={comment}
            maxLength={2000}
            rows={3}
            data-testid="review-comment"
            onChange={(event) => draft(sheet, { comment: event.target.value })}
          />
        </label>
      )}
      {actions.includes('return') && (
        <NameCells month={period} cells={cells} change={(next) => draft(sheet, { cells: next })} />
      )}
      {problem !== null && (
        <p className="problem" role="alert" data-testid="review-problem">
          {problem}
        </p>
      )}
      <p className="actions">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            className={action === 'submit' || action === 'approve' ? 'primary' : undefined}
            data-testid={`move-${action}`}
            onClick={() => void move(action)}
          >
            {words.review.actions[action]}
          </button>
        ))}
        {sheet.mayFreeze && (
          <button type="button" title={words.review.freezeMore} data-testid="freeze" onClick={() => void freeze()}>
            {words.review.freeze}
          </button>
        )}
      </p>
      {sheet.mayFreeze && <p className="hint">{words.review.freezeMore}</p>}
    </section>
  )
}
