import { type Action, MOVES, moveProblem, needsReviewComment } from '../../shared/calc/validation/submission.ts'
import { type MaterialLine, materialLines, unexplained } from '../../shared/calc/review/material-lines.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { NamedCell } from '../../shared/contract/review.ts'
import { type Day, type Month, yearOf } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import type { Caller } from '../auth/caller.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { readReasons } from '../store/reasons.ts'
import { countChangedSince } from '../store/reviews.ts'
import type { SharedReads } from '../store/shared-reads.ts'
import type { Site } from '../store/sites.ts'
import { addMove, readMoves, type StoredMove } from '../store/submissions.ts'
import type { Tx } from '../store/tables.ts'
import { readyToSubmit } from './ready-to-submit.ts'

/** A move somebody wants to make of a site's month. */
export type AskedMove = {
  readonly site: Site
  readonly period: Month
  readonly action: Action
  readonly comment: string | null
  readonly cells: readonly NamedCell[]
  /** Moves its author had seen, and the commit up to which they had seen the cells; null where that is not told. */
  readonly seen: number | null
  readonly asOfSeq: number | null
}

/** What the month's figures ask of who submits it. */
export type Figures = { readonly isOffBudget: boolean; readonly material: readonly MaterialLine[] }

/** The figures a submit is measured by. Computed on connections of its own, so before the transaction. */
export async function figuresOf(reads: SharedReads, years: SiteYears, site: Site, month: Month): Promise<Figures> {
  const { flcReview, materiality } = (await reads.settings()).settings
  const { year } = (await years.one(site, yearOf(month))).result
  const amounts = year.rows.FLC.cells[year.months.indexOf(month)]?.amounts
  return {
    isOffBudget: needsReviewComment(amounts?.trend ?? null, amounts?.budget ?? null, flcReview),
    material: materialLines(year, month, materiality.site),
  }
}

/**
 * Makes a move of a month (domain.md 10.3), or throws what is in the way in words for its author. Gives the whole
 * history with it.
 */
export async function decideMove(
  tx: Tx,
  asked: AskedMove,
  caller: Caller,
  { at, today, figures }: { readonly at: Date; readonly today: Day; readonly figures: Figures | null },
): Promise<StoredMove[]> {
  const { site, period, action, comment, cells, seen, asOfSeq } = asked
  const moves = await readMoves(tx, [site.siteId], period)
  const last = moves.at(-1)
  const problem = moveProblem(action, last?.state ?? 'draft', caller.roles, comment)
  if (problem === 'role') throw wrong('action', 'INSUFFICIENT_PERMISSIONS', `Your role does not ${action} a forecast.`)
  if (last && seen !== null && seen !== moves.length) throw wrong('action', 'VERSION_CONFLICT', overtakenBy(last))
  if (problem === 'state')
    throw wrong('action', 'VERSION_CONFLICT', `This month is ${last?.state ?? 'draft'}, so nobody can ${action} it.`)
  if (problem === 'comment') throw wrong('comment', 'MISSING_REQUIRED_FIELD', 'Say why.')
  if (action === 'submit') await assertSubmittable(tx, asked, today, figures)
  if (action === 'approve' && asOfSeq !== null) {
    const changed = await countChangedSince(tx, site.siteId, period, asOfSeq, caller.sub)
    if (changed > 0) throw wrong('asOfSeq', 'VERSION_CONFLICT', changedSince(changed))
  }
  const move: StoredMove = {
    siteId: site.siteId,
    state: MOVES[action].to,
    comment,
    cells: [...cells],
    by: caller.name,
    at,
  }
  await addMove(tx, period, move, caller.sub)
  return [...moves, move]
}

async function assertSubmittable(
  tx: Tx,
  { site, period, comment }: AskedMove,
  today: Day,
  figures: Figures | null,
): Promise<void> {
  const { findings } = await readyToSubmit(tx, site, period, today)
  const blocking = findings.filter(({ level }) => level === 'error')
  if (blocking.length > 0) throw notReady(blocking)
  const reasons = await readReasons(tx, site.siteId, period, period)
  const open = unexplained(figures?.material ?? [], (row) => {
    const found = reasons.find((reason) => reason.row === row)
    return found && { explained: new Decimal(found.explained), parts: found.parts }
  })
  if (open.length > 0)
    throw notReady(
      open.map(({ line: { row }, state }) => ({
        lineId: row,
        period,
        message: `${labelOf(row)} is far from its budget and ${state === 'stale' ? 'has moved since it was explained' : 'nobody has said why'}.`,
      })),
    )
  if (figures?.isOffBudget === true && comment === null)
    throw wrong('comment', 'MISSING_REQUIRED_FIELD', 'The contribution is far from its budget: say why.')
}

const labelOf = (row: string): string => PL_ROWS.find(({ code }) => code === row)?.label ?? row

const overtakenBy = ({ by, state }: StoredMove): string =>
  `${by} has ${state === 'draft' ? 'reopened' : state} this month meanwhile. Look at it again, then decide.`

const changedSince = (cells: number): string =>
  `${cells === 1 ? '1 cell has' : `${cells} cells have`} changed since you looked at this month. Look at it again, then approve.`

export const wrong = (field: string, code: FieldIssue['code'], message: string) =>
  new AppError(code, message, [{ code, field, message }])

/** Every cell or row that keeps a forecast from being submitted. */
function notReady(findings: readonly { lineId: string | null; period: string | null; message: string }[]): AppError {
  const issues = findings.slice(0, 100).map(({ lineId, period, message }): FieldIssue => ({
    code: 'INVALID_DATA_TYPE',
    field: [lineId, period].filter((part) => part !== null).join(' ') || 'forecast',
    message,
  }))
  return new AppError('INVALID_DATA_TYPE', `This forecast cannot be submitted yet: ${issues[0]?.message ?? ''}`, issues)
}
