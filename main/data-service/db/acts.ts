import { ReviewAct } from '../../../shared/contract/review.ts'
import { bug } from '../../../shared/core/bug.ts'
import type { ErrorCode } from '../../../shared/core/errors.ts'
import { type Database, row, rows, run } from './store.ts'

/**
 * waiting: to be sent. inflight: sent or being sent, not to be taken back any more. refused: waits for the person.
 * The rest are history: accepted is the server's, withdrawn was taken back here before it was sent.
 */
export type ActState = 'waiting' | 'inflight' | 'refused' | 'accepted' | 'withdrawn'

/** A step of a review, as it is kept on the laptop of who made it. */
export type StoredAct = {
  readonly n: number
  readonly act: ReviewAct
  readonly madeAt: string
  /** The newest edit when it was made: it is sent after that one. */
  readonly afterOp: number
  readonly state: ActState
  readonly resultSeq: number | null
  readonly code: ErrorCode | null
  readonly message: string | null
}

export type NewAct = Pick<StoredAct, 'act' | 'madeAt' | 'afterOp'>

type Row = Omit<StoredAct, 'act'> & { act: string }

const ACTS =
  'SELECT n, act, made_at AS madeAt, after_op AS afterOp, state, result_seq AS resultSeq, code, message FROM act'

const query = (db: Database, statement: string, ...values: unknown[]): StoredAct[] =>
  rows<Row>(db, statement, ...values).map((found) => ({ ...found, act: ReviewAct.parse(JSON.parse(found.act)) }))

/** Keeps a new one, to be sent. */
export function addAct(db: Database, { act, madeAt, afterOp }: NewAct): void {
  run(
    db,
    `INSERT INTO act (act_id, site_id, period, act, made_at, after_op, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')`,
    act.actId,
    act.siteId,
    act.period,
    JSON.stringify(act),
    madeAt,
    afterOp,
  )
}

export const findAct = (db: Database, actId: string): StoredAct | undefined =>
  query(db, `${ACTS} WHERE act_id = ?`, actId)[0]

/** Those that have not been answered, in the order they were made. */
export const unsentActs = (db: Database): StoredAct[] =>
  query(db, `${ACTS} WHERE state IN ('waiting', 'inflight') ORDER BY n`)

/** All of this person's that are not the server's, wherever they were made, in the order they were made. */
export const openActs = (db: Database): StoredAct[] =>
  query(db, `${ACTS} WHERE state IN ('waiting', 'inflight', 'refused') ORDER BY n`)

/** Those of a site that are not the server's: unanswered, or refused and not looked at yet. */
export const openActsOf = (db: Database, siteId: string): StoredAct[] =>
  query(db, `${ACTS} WHERE state IN ('waiting', 'inflight', 'refused') AND site_id = ? ORDER BY n`, siteId)

/** What the server took after a commit (sync.md 3.6). */
export const acceptedAfter = (db: Database, seq: number): StoredAct[] =>
  query(db, `${ACTS} WHERE result_seq > ? AND state = 'accepted' ORDER BY n`, seq)

/** Changes one that is there; anything else is a fault of ours. */
const change = (db: Database, statement: string, ...values: unknown[]): void => {
  if (run(db, statement, ...values) !== 1) bug(`no act ${String(values.at(-1))}`)
}

export const setActState = (db: Database, actId: string, state: ActState): void =>
  change(db, 'UPDATE act SET state = ? WHERE act_id = ?', state, actId)

export const setActAccepted = (db: Database, actId: string, seq: number): void =>
  change(db, `UPDATE act SET state = 'accepted', result_seq = ? WHERE act_id = ?`, seq, actId)

export const setActRefused = (db: Database, actId: string, code: ErrorCode, message: string): void =>
  change(db, `UPDATE act SET state = 'refused', code = ?, message = ? WHERE act_id = ?`, code, message, actId)

/** The newest edit of the laptop; 0 before the first. */
export const newestEdit = (db: Database): number =>
  row<{ n: number }>(db, 'SELECT coalesce(max(n), 0) AS n FROM op')?.n ?? 0

export type ActCounts = { readonly unsent: number; readonly refused: number }

/** Steps of a review that are not the server's yet. */
export const countActs = (db: Database): ActCounts =>
  row<ActCounts>(
    db,
    `SELECT (SELECT count(*) FROM act WHERE state IN ('waiting', 'inflight')) AS unsent,
       (SELECT count(*) FROM act WHERE state = 'refused') AS refused`,
  ) ?? { unsent: 0, refused: 0 }

/** Comments and kept warnings stand at their cells; the others are steps of a month. */
export const standsAtCells = ({ kind }: ReviewAct): boolean => kind === 'comment' || kind === 'carry' || kind === 'keep'
