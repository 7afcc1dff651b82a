import {
  CELLS_NAMED,
  SHOWN_ABOVE,
  type TurnedCell,
  type UndoPreview,
  type UndoPreviewKey,
} from '../../../shared/contract/undo-preview.ts'
import { monthOf } from '../../../shared/core/calendar.ts'
import type { EditsLog } from '../db/edits-log.ts'
import { type GestureRow, listSteps, nextRedo, nextUndo } from '../db/gestures.ts'
import { rehearse } from '../db/rehearse.ts'
import type { Database } from '../db/store.ts'
import { isPassedOver, judge, type Judged, LISTED, redo, undo } from './undo.ts'
import type { Author } from './write-gesture.ts'

type Person = { readonly name: string }
type Step = { readonly gesture: GestureRow; readonly judged: Judged }

/**
 * What undo or redo would do, before it does it (grid-and-pnl.md C2); null for so few cells that nobody asks, and where
 * there is nothing to turn. The steps are really taken, by undo itself, in a transaction that is rolled back: what is
 * shown and what happens cannot be two judgements (decision 36).
 */
export function previewUndo(
  db: Database,
  { turn, upTo }: UndoPreviewKey,
  author: () => Author,
  { name }: Person,
): UndoPreview | null {
  const wanted = stepsUpTo(db, turn, upTo)
  const all = wanted.reduce((sum, { cells }) => sum + cells, 0)
  if (all <= SHOWN_ABOVE) return null
  const steps = rehearse(db, () => taken(db, turn, wanted, { ...author(), log: UNWRITTEN }))
  const error = steps.at(-1)?.judged.error ?? null
  const cells = cellsOf(steps)
  const inTheWay = steps.flatMap(({ gesture: { siteId }, judged: { changes, obstacles } }) =>
    obstacles.flatMap(({ index, now, reason }): TurnedCell[] => {
      const change = changes[index]
      if (change === undefined) return []
      const { lineId, period, to } = change
      return [{ siteId, lineId, period, now, after: to, reason }]
    }),
  )
  const named = new Set(inTheWay.map(keyOf))
  const rest = cells.filter((cell) => !named.has(keyOf(cell)))
  const places = error === null ? cells : [...cells, ...inTheWay]
  return {
    turn,
    upTo,
    by: name,
    steps: steps.map(({ gesture: { gestureId, siteId, label, savedAt } }) => ({ gestureId, siteId, label, savedAt })),
    cells: cells.length,
    siteIds: distinct(places.map(({ siteId }) => siteId)),
    months: distinct(places.map(({ period }) => monthOf(period))).sort(),
    lineIds: distinct(places.map(({ lineId }) => lineId)),
    inTheWay: inTheWay.length,
    named: [...inTheWay, ...rest].slice(0, CELLS_NAMED),
    refusal: error && { message: error.message, isPassedOver: isPassedOver(error) },
  }
}

/** The steps that would be turned, in that order; none where the one that was asked for is gone. */
function stepsUpTo(db: Database, turn: 'undo' | 'redo', upTo: string | null): readonly GestureRow[] {
  if (upTo === null) {
    const next = turn === 'undo' ? nextUndo(db) : nextRedo(db)
    return next ? [next] : []
  }
  const own = listSteps(db, LISTED).filter(({ step }) => step === (turn === 'undo' ? 'done' : 'undone'))
  const inOrder = turn === 'undo' ? own : own.toReversed()
  return inOrder.slice(0, inOrder.findIndex(({ gestureId }) => gestureId === upTo) + 1)
}

/** Takes step after step until one is refused. */
function taken(db: Database, turn: 'undo' | 'redo', wanted: readonly GestureRow[], author: Author): Step[] {
  const steps: Step[] = []
  for (const gesture of wanted) {
    const judged = judge(db, author, gesture, turn)
    steps.push({ gesture, judged })
    if (judged.error) break
    if (turn === 'undo') undo(db, author)
    else redo(db, author)
  }
  return steps
}

/** What all cells hold now and after the last step; of one that is refused only where it would be the only one. */
function cellsOf(steps: readonly Step[]): TurnedCell[] {
  const counted = steps.length === 1 ? steps : steps.filter(({ judged }) => judged.error === null)
  const cells = new Map<string, TurnedCell>()
  for (const { gesture, judged } of counted) {
    for (const { lineId, period, from, to } of judged.changes) {
      const cell = { siteId: gesture.siteId, lineId, period, now: from, after: to, reason: null }
      cells.set(keyOf(cell), { ...cell, now: cells.get(keyOf(cell))?.now ?? from })
    }
  }
  return [...cells.values()].filter(({ now, after }) => now !== after)
}

const keyOf = ({ siteId, lineId, period }: Pick<TurnedCell, 'siteId' | 'lineId' | 'period'>): string =>
  `${siteId}|${period}|${lineId}`
const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** A rehearsal leaves no second copy. */
const UNWRITTEN: EditsLog = {
  append: () => undefined,
  appendAct: () => undefined,
  mark: () => 0,
  takeBack: () => undefined,
  read: function* () {},
  keepOnly: () => undefined,
  bytes: () => Buffer.alloc(0),
  close: () => undefined,
}
