import { MOST_CARRIED, type ReviewAct } from '../../../shared/contract/review.ts'
import type { Gesture } from '../../../shared/contract/sheet.ts'
import { must } from '../../../shared/core/bug.ts'
import { monthOf } from '../../../shared/core/calendar.ts'
import { findAct } from '../db/acts.ts'
import { placeKey } from '../db/cells.ts'
import { addTypedAs, readTypedAs } from '../db/typed-as.ts'
import type { Database } from '../db/store.ts'
import { readComments } from '../read/comments.ts'
import { readKeptWarnings } from '../read/kept-warnings.ts'
import { storeAct } from './store-act.ts'
import type { Author } from './write-gesture.ts'

type Carried = Extract<ReviewAct, { kind: 'carry' }>['comments']
type Moves = NonNullable<Gesture['moves']>
type Of = Pick<Gesture, 'gestureId' | 'siteId'>

/**
 * What belongs to numbers goes along when they are moved (grid-and-pnl.md C4, decision 31): comments as a step of their
 * own that is sent after the numbers, kept warnings as words of their own, arithmetic on this laptop. Inside the gesture's
 * transaction.
 */
export function carryAlong(db: Database, { gestureId, siteId }: Of, moves: Moves, author: Author): void {
  if (moves.length === 0) return
  const targets = new Map(moves.map(({ from, to }) => [placeKey(from), to]))
  const targetOf = (place: Moves[number]['from']) => targets.get(placeKey(place))
  addTypedAs(
    db,
    siteId,
    readTypedAs(db, siteId).flatMap((one) => {
      const to = targetOf(one)
      return to ? [{ ...one, ...to }] : []
    }),
  )
  for (const { lineId, period, rule, value, reason, state } of readKeptWarnings(db, siteId, { name: '' })) {
    const to = targetOf({ lineId, period })
    if (to && state !== 'refused') {
      storeAct(db, { kind: 'keep', actId: author.newId(), siteId, ...to, rule, value, reason }, author)
    }
  }
  const comments = readComments(db, siteId, { sub: '', name: '' }).flatMap(({ id, lineId, period, state }) => {
    const to = targetOf({ lineId, period })
    return to && state !== 'refused' ? [{ id, from: { lineId, period }, to }] : []
  })
  carry(db, { gestureId, siteId }, comments, author)
}

/** Undo and redo of a move take its comments back, or along again; `step` is the gesture that does it. */
export function carryAgain(db: Database, moved: string, step: Of, source: 'undo' | 'redo', author: Author): void {
  const act = findAct(db, moved)?.act
  if (act?.kind !== 'carry') return
  const turn = ({ id, from, to }: Carried[number]) =>
    source === 'undo' ? { id, from: to, to: from } : { id, from, to }
  carry(db, step, act.comments.map(turn), author)
}

/** The step has the id of its gesture: undo finds it by that. */
function carry(db: Database, { gestureId, siteId }: Of, all: Carried, author: Author): void {
  if (all.length === 0) return
  const comments = all.slice(0, MOST_CARRIED)
  const period = monthOf(must(comments[0], 'something is carried').from.period)
  storeAct(db, { kind: 'carry', actId: gestureId, siteId, period, comments }, author)
}
