import type { Decimal } from '../../core/decimal.ts'
import { variance } from '../variance.ts'

/** States of a month's forecast and what moves it (domain.md 10.3). */
export type State = 'draft' | 'submitted' | 'returned' | 'approved' | 'finalised'
export type Action = 'submit' | 'return' | 'approve' | 'finalise' | 'reopen'
export type MovingRole = 'account_manager' | 'district_manager' | 'regional_vp' | 'forecasting_admin'

type Move = {
  readonly from: readonly State[]
  readonly to: State
  readonly by: readonly MovingRole[]
  /** True where it must say why. */
  readonly needsComment: boolean
}

/** Every move there is (domain.md 10.3, 10.4): labels with a history, none of them locks a month ahead. */
export const MOVES: Readonly<Record<Action, Move>> = {
  submit: {
    from: ['draft', 'returned'],
    to: 'submitted',
    by: ['account_manager', 'district_manager', 'forecasting_admin'],
    needsComment: false,
  },
  return: {
    from: ['submitted', 'approved'],
    to: 'returned',
    by: ['district_manager', 'forecasting_admin'],
    needsComment: true,
  },
  approve: { from: ['submitted'], to: 'approved', by: ['district_manager', 'forecasting_admin'], needsComment: false },
  finalise: { from: ['approved'], to: 'finalised', by: ['forecasting_admin'], needsComment: false },
  reopen: {
    from: ['submitted', 'returned', 'approved', 'finalised'],
    to: 'draft',
    by: ['forecasting_admin'],
    needsComment: true,
  },
}

export type MoveProblem = 'role' | 'state' | 'comment'

/** Why a month cannot be moved; null when it can. */
export function moveProblem(
  action: Action,
  state: State,
  roles: readonly MovingRole[],
  comment: string | null,
): MoveProblem | null {
  const { from, by, needsComment } = MOVES[action]
  if (!roles.some((role) => by.includes(role))) return 'role'
  if (!from.includes(state)) return 'state'
  return needsComment && (comment === null || comment.trim() === '') ? 'comment' : null
}

/** Beyond either, the contribution's difference to budget has to be explained; null is no limit. */
export type FlcReview = { readonly amount: Decimal | null; readonly percent: Decimal | null }

/**
 * Whether a month is submitted with a comment only (domain.md 10.3): its front line contribution is off budget by more
 * than the amount, or by more than the percent. Exactly the limit needs none; without a side there is nothing to explain.
 */
export function needsReviewComment(flc: Decimal | null, budget: Decimal | null, limits: FlcReview): boolean {
  const found = variance(flc, budget, 1)
  if (found === null) return false
  const { amount, percent } = found
  return (
    (limits.amount !== null && amount.abs().gt(limits.amount)) ||
    (limits.percent !== null && percent !== null && percent.abs().gt(limits.percent))
  )
}
