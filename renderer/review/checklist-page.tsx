import { useEffect } from 'react'
import type { ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { AskedState } from './asked-state.tsx'
import { CellLink } from './cell-link.tsx'
import { Checklist } from './checklist.tsx'
import { Decide } from './decide.tsx'
import { OffBudget } from './off-budget.tsx'
import { OpenSteps } from './open-steps.tsx'
import { StateBadge, TONES } from './state-badge.tsx'

/** One month of one site on its way to being accepted (domain.md 10.3): what is missing, what was said, what to do. */
export function ChecklistPage() {
  const { siteId, month } = useApp((state) => state.preferences)
  const review = useApp((state) => state.review)
  const open = useApp((state) => state.openReview)
  useEffect(() => {
    if (siteId !== null && month !== null) void open({ siteId, month })
  }, [open, siteId, month])
  if (review.status === 'closed' || review.status === 'opening') return <Loading label={words.review.loading} />
  if (review.status === 'failed') return <Failed error={review.error} again={() => void open(review.key)} />
  if (!review.answer.loaded) return <NotLoaded />
  return <Sheet sheet={review.answer} />
}

function Sheet({ sheet }: { readonly sheet: ReviewSheet }) {
  const { siteName, month, history, state, returned, siteId } = sheet
  const title = words.review.title(siteName, formatMonth(month))
  return (
    <section className="page review" aria-label={title} data-testid="checklist-page">
      <header className="review-head">
        <h2>{title}</h2>
        <StateBadge state={state} isWaiting={history.at(-1)?.isWaiting ?? false} />
      </header>
      {returned !== null && (
        <div className="note" data-tone="bad" data-testid="returned">
          <strong>{words.review.returnedBy(returned.by)}</strong>
          <p className="said">“{returned.comment}”</p>
          {returned.cells.length > 0 && (
            <>
              <span>{words.review.namedCells}</span>
              <ul className="chips">
                {returned.cells.map((cell) => (
                  <li key={`${cell.lineId}|${cell.period}`}>
                    <CellLink siteId={siteId} cell={cell} /> <AskedState siteId={siteId} cell={cell} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <OpenSteps sheet={sheet} />
      <Checklist sheet={sheet} />
      <OffBudget sheet={sheet} />
      <Decide sheet={sheet} />
      <History sheet={sheet} />
    </section>
  )
}

function History({ sheet: { history } }: { readonly sheet: ReviewSheet }) {
  return (
    <section className="review-part" aria-label={words.review.history}>
      <h3>{words.review.history}</h3>
      {history.length === 0 && <p className="hint">{words.review.noHistory}</p>}
      <ol className="review-history" data-testid="review-history">
        {history.map(({ state, by, at, comment, isWaiting }, i) => (
          // It only grows at its end: an entry keeps its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <span className="state-badge" data-tone={TONES[state]}>
              {words.review.states[state]}
            </span>{' '}
            <span>
              {by}, {formatMoment(at)}
              {isWaiting && ` · ${words.review.waits}`}
            </span>
            {comment !== null && <span className="said">“{comment}”</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
