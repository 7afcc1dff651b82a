import { useEffect } from 'react'
import { monthOf } from '../../shared/core/calendar.ts'
import type { OpenAct } from '../../shared/contract/review-sheet.ts'
import { tabOf } from '../categories/tab-of.ts'
import { stepName } from '../review/open-steps.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'

/** In the sync panel: steps of a review, at whatever site, that are not the server's, and the way to each. */
export function QueueSteps() {
  const steps = useApp((state) => state.openSteps)
  const read = useApp((state) => state.readOpenSteps)
  useEffect(() => void read(), [read])
  if (steps === null || steps.length === 0) return null
  return (
    <div className="queue" data-testid="queue-steps">
      <h3>{words.review.stepsOf(steps.length)}</h3>
      <ul>
        {steps.map((one) => (
          <Step key={one.act.actId} one={one} />
        ))}
      </ul>
    </div>
  )
}

function Step({ one }: { readonly one: OpenAct }) {
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const showReview = useApp((state) => state.showReview)
  const withdraw = useApp((state) => state.withdrawAct)
  const { act } = one
  const { siteId } = act
  const month = monthOf(act.period)
  const isSeen = useApp(
    ({ sites }) => sites.status === 'ready' && sites.list.some(({ site }) => site.siteId === siteId),
  )
  const name = `${siteId} · ${formatMonth(month)} · ${stepName(one)}`
  const go = () => {
    const cell =
      act.kind === 'carry' ? act.comments[0]?.to : act.kind === 'comment' || act.kind === 'keep' ? act : undefined
    if (cell === undefined) {
      visit({ siteId, month })
      return showReview('checklist')
    }
    const { lineId, period } = cell
    visit({ siteId, month: monthOf(period), tab: tabOf(lineId) })
    requestFocus({ lineId, period })
  }
  return (
    <li>
      {isSeen ? (
        <button type="button" className="link" data-testid={`queue-step-${one.state}`} onClick={go}>
          {name}
        </button>
      ) : (
        <span>{name}</span>
      )}
      <span className="hint">{formatMoment(one.madeAt)}</span>
      <span>
        {words.review.stepState[one.state]}
        {one.message !== null && `: ${one.message}`}
      </span>
      {(!isSeen || act.kind === 'carry') && one.state === 'refused' && (
        <button type="button" onClick={() => void withdraw(one.act.actId)}>
          {words.review.putAway}
        </button>
      )}
    </li>
  )
}
