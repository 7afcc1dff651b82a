import { type MaterialLine, materialLines, reasonState } from '../../../shared/calc/review/material-lines.ts'
import { storedCompleteness } from '../../../shared/calc/validation/stored-completeness.ts'
import { type Action, MOVES, needsReviewComment } from '../../../shared/calc/validation/submission.ts'
import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { Settings } from '../../../shared/contract/config.ts'
import type { MaterialRow, ReviewKey, ReviewSheet } from '../../../shared/contract/review-sheet.ts'
import type { ReviewReason, SiteReview } from '../../../shared/contract/review.ts'
import type { Role } from '../../../shared/contract/api.ts'
import { knownSettings } from '../../../shared/contract/known-settings.ts'
import { ACTIONS } from '../../../shared/contract/workflow.ts'
import { type Day, yearOf } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { openActs, openActsOf, standsAtCells, type StoredAct } from '../db/acts.ts'
import { sourcedCell } from '../db/cells.ts'
import { openIn } from '../db/operations.ts'
import { findReference } from '../db/references.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { readKeptWarnings } from './kept-warnings.ts'
import { knownSite } from './known-site.ts'
import { lockFacts } from './lock-facts.ts'
import { projectedMoves } from './projected-moves.ts'
import { usualMonths } from './usual-months.ts'
import { computedYear, storedCells } from './site-year.ts'

/** Who looks: what may be done depends on it. */
export type Reader = { readonly roles: readonly Role[]; readonly name: string; readonly mayEdit: boolean }

/** A month's forecast on its way to being accepted, from what is on this laptop (domain.md 10.3). */
export function readReview(db: Database, { siteId, month }: ReviewKey, today: Day, reader: Reader): ReviewSheet {
  const site = knownSite(db, siteId)
  const review = findReview(db, siteId)
  const open = openActsOf(db, siteId)
  const moves = projectedMoves(review, open, month, reader.name)
  const last = moves.at(-1)
  const state = last?.state ?? 'draft'
  const { result, stored, settings } = computedYear(db, { siteId, year: yearOf(month) }, today)
  const flc = result.year.rows.FLC.cells[result.year.months.indexOf(month)]?.amounts
  const { canSubmit, categories, findings } = storedCompleteness({
    cells: storedCells(db, siteId, yearOf(month)),
    month,
    today,
    facts: lockFacts(db, siteId, today),
    open: stuckCells(db, siteId, month),
    totalRooms: site.totalRooms,
  })
  const { roles, mayEdit } = reader
  const may = (action: Action) =>
    mayEdit && MOVES[action].from.includes(state) && roles.some((role) => MOVES[action].by.includes(role))
  return {
    siteId,
    siteName: site.name,
    month,
    loaded: isLoaded(db, siteId, yearOf(month)),
    state,
    history: moves,
    actions: ACTIONS.filter(may),
    mayFreeze: mayEdit && roles.includes('forecasting_admin'),
    mayExplain: mayEdit,
    open: open.filter(({ act }) => !standsAtCells(act) && act.period === month).flatMap(toOpenAct),
    kept: keptOf(db, siteId, month, reader),
    progress: categories.map((one) => ({ ...one })),
    checks: findings.map(({ level, lineId, period, message }) => ({ level, lineId, period, message })),
    canSubmit,
    material: materialRows(result, month, settings, review, open, reader.name),
    surprises: usualMonths(stored, result.year, yearOf(month), settings.surprise).filter(
      (one) => one.month === month && one.isSurprising,
    ),
    needsComment: needsReviewComment(flc?.trend ?? null, flc?.budget ?? null, settings.flcReview),
    returned:
      last?.state === 'returned' && last.comment !== null
        ? { comment: last.comment, cells: last.cells, by: last.by }
        : null,
  }
}

/** Warnings of a month that somebody kept, as long as the value they are about is the one that counts. */
const keptOf = (db: Database, siteId: string, month: string, me: Reader): ReviewSheet['kept'] =>
  readKeptWarnings(db, siteId, me).filter(
    ({ state, lineId, period, value }) =>
      state !== 'refused' &&
      period.startsWith(month) &&
      sourcedCell(db, { siteId, lineId, period, scenario: 'forecast' })?.value === value,
  )

/** The settings in force at a site, as far as they are on this laptop. */
export const settingsFor = (db: Database, siteId: string): Settings => {
  const reference = findReference(db, siteId)
  return reference ? knownSettings(reference.settings) : Settings.parse({})
}

/** The rows of a site's month that are outside their limits, with what was said about them. */
export function materialRows(
  { year }: Pick<SiteResult, 'year'>,
  month: string,
  { materiality }: Settings,
  review: SiteReview | null,
  open: readonly StoredAct[],
  me: string,
): MaterialRow[] {
  return materialLines(year, month, materiality.site).map((line) => {
    const reason = lastReason(review, open, line, month, me)
    return {
      row: line.row,
      value: line.value.toFixed(2),
      baseline: line.baseline.toFixed(2),
      amount: line.variance.amount.toFixed(2),
      percent: line.variance.percent?.toFixed(2) ?? null,
      verdict: line.variance.verdict,
      materiality: line.materiality,
      state: reasonState(line.variance.amount, reason && { ...reason, explained: new Decimal(reason.explained) }),
      reason: reason ?? null,
    }
  })
}

type ShownReason = Pick<ReviewReason, 'parts' | 'explained' | 'by' | 'at'> & { readonly isWaiting: boolean }

/** What was said last about a row: this person's own word that waits, else the server's. */
function lastReason(
  review: SiteReview | null,
  open: readonly StoredAct[],
  { row }: Pick<MaterialLine, 'row'>,
  month: string,
  me: string,
): ShownReason | undefined {
  for (const { act, state, madeAt } of open.toReversed()) {
    if (act.kind !== 'reason' || act.row !== row || act.period !== month || state === 'refused') continue
    return { parts: act.parts, explained: act.explained, by: me, at: madeAt, isWaiting: true }
  }
  const told = review?.reasons.find((reason) => reason.row === row && reason.period === month)
  return told && { parts: told.parts, explained: told.explained, by: told.by, at: told.at, isWaiting: false }
}

function stuckCells(db: Database, siteId: string, month: string) {
  return openIn(db, siteId, month, `${month}-31`).flatMap(({ lineId, period, state }) =>
    state === 'conflict' || state === 'rejected'
      ? [{ lineId, period, kind: state === 'conflict' ? ('conflict' as const) : ('refused' as const) }]
      : [],
  )
}

/** This person's steps at every site that are not the server's, also of sites that may not be seen any more. */
export const listOpenActs = (db: Database): ReviewSheet['open'] => openActs(db).flatMap(toOpenAct)

const toOpenAct = ({ act, madeAt, state, code, message }: StoredAct): ReviewSheet['open'] =>
  state === 'accepted' || state === 'withdrawn' ? [] : [{ act, madeAt, state, code, message }]
