import { useState } from 'react'
import type { MaterialRow, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { REASON_CODES } from '../../shared/contract/review.ts'
import { useApp } from '../store/app-store.ts'
import { type DraftPart, draftKey, NO_DRAFT } from '../store/review-slice.ts'
import { formatSignedCents } from '../text/format.ts'
import { words } from '../text/words.ts'
import { partsOf, remainder } from './reason-parts.ts'

type Props = { readonly sheet: ReviewSheet; readonly line: MaterialRow; readonly close: () => void }

const EMPTY: DraftPart = { code: 'volume', text: '', amount: '' }

/** Where a person says why a row is off its budget, in one part or split by amount. */
export function ReasonForm({ sheet, line, close }: Props) {
  const { row, reason, amount } = line
  const drafts = useApp((state) => state.reviewDrafts[draftKey(sheet)] ?? NO_DRAFT)
  const draftReview = useApp((state) => state.draftReview)
  const act = useApp((state) => state.act)
  const say = useApp((state) => state.say)
  const [problem, setProblem] = useState<string | null>(null)
  const known = reason?.parts.map((part) => ({ ...part, amount: part.amount ?? '' })) ?? []
  const parts = drafts.reasons[row] ?? (known.length > 0 ? known : [EMPTY])
  const setParts = (next: readonly DraftPart[]) => draftReview(sheet, { reasons: { ...drafts.reasons, [row]: next } })
  const change = (at: number, changed: Partial<DraftPart>) =>
    setParts(parts.map((part, i) => (i === at ? { ...part, ...changed } : part)))
  const keep = async (next: ReturnType<typeof partsOf>) => {
    if (typeof next === 'string') return setProblem(next)
    const { siteId, month: period } = sheet
    const error = await act({ kind: 'reason', siteId, period, row, reference: 'budget', parts: [...next] })
    if (error) return setProblem(error.message)
    const { [row]: _done, ...others } = drafts.reasons
    draftReview(sheet, { reasons: others })
    say(words.review.reasonKept)
    close()
  }
  const rest = remainder(amount, parts)
  return (
    <form
      className="reason-form"
      data-testid={`reason-form-${row}`}
      onSubmit={(event) => {
        event.preventDefault()
        void keep(partsOf(parts))
      }}
    >
      {parts.map((part, i) => (
        // Parts are only added at the end and removed by hand: their place names them.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className="reason-part">
          <label>
            {words.review.because}
            <select value={part.code} onChange={(event) => change(i, { code: event.target.value })}>
              {REASON_CODES.map((code) => (
                <option key={code} value={code}>
                  {words.review.codes[code]}
                </option>
              ))}
            </select>
          </label>
          <label className="wide">
            {words.review.says}
            <input
              value={part.text}
              maxLength={2000}
              data-testid={`reason-text-${i}`}
              onChange={(event) => change(i, { text: event.target.value })}
            />
          </label>
          <label>
            {words.review.amount}
            <input
              className="number"
              inputMode="decimal"
              value={part.amount}
              data-testid={`reason-amount-${i}`}
              onChange={(event) => change(i, { amount: event.target.value })}
            />
          </label>
          {parts.length > 1 && (
            <button
              type="button"
              className="quiet"
              aria-label={words.review.removePart}
              onClick={() => setParts(parts.filter((_, at) => at !== i))}
            >
              ✕
            </button>
          )}
        </div>
      ))}
      {rest !== null && (
        <p className="hint" data-testid="reason-rest">
          {rest.isZero() ? words.review.split : words.review.rest(formatSignedCents(rest))}
        </p>
      )}
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <button type="submit" className="primary" data-testid="keep-reason">
          {words.review.keepReason}
        </button>
        {parts.length < 8 && (
          <button type="button" onClick={() => setParts([...parts, EMPTY])}>
            {words.review.addPart}
          </button>
        )}
        {known.length > 0 && (
          <button type="button" onClick={() => void keep([])}>
            {words.review.dropReason}
          </button>
        )}
      </p>
    </form>
  )
}
