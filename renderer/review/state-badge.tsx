import type { SubmissionState } from '../../shared/contract/workflow.ts'
import { words } from '../text/words.ts'

export const TONES: Readonly<Record<SubmissionState, string>> = {
  draft: 'plain',
  submitted: 'wait',
  returned: 'bad',
  approved: 'good',
  finalised: 'good',
}

type Props = { readonly state: SubmissionState; readonly isWaiting: boolean }

/** The state of a month in a word, and whether the server knows of it. */
export function StateBadge({ state, isWaiting }: Props) {
  return (
    <span className="state-badge" data-tone={TONES[state]} data-testid="review-state">
      {words.review.states[state]}
      {isWaiting && ` · ${words.review.waits}`}
    </span>
  )
}
