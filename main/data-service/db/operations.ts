import type { SyncOp } from '../../../shared/contract/sync.ts'
import { bug, must } from '../../../shared/core/bug.ts'
import type { ErrorCode } from '../../../shared/core/errors.ts'
import type { Place } from './cells.ts'
import { countShown } from './shown-counts.ts'
import { type Database, row, rows, run } from './store.ts'

/**
 * pending: to be sent. inflight: sent or being sent, frozen until answered. conflict, rejected: wait for a person.
 * The rest are settled history: applied and same are the server's, superseded gave way to a newer one of the cell.
 */
export type OpState = 'pending' | 'inflight' | 'conflict' | 'rejected' | 'applied' | 'same' | 'superseded'

export type Theirs = {
  readonly ver: number
  readonly value: number | null
  readonly by: string
  readonly byName: string
}

/** One edited cell in the log of operations. */
export type Operation = {
  readonly n: number
  readonly opId: string
  readonly gestureId: string
  readonly siteId: string
  readonly period: string
  readonly lineId: string
  /** -1: not known yet (an earlier edit is on its way, or the server was restored), so it waits. */
  readonly baseVer: number
  readonly baseValue: number | null
  readonly before: number | null
  readonly value: number | null
  readonly source: SyncOp['source']
  readonly editedAt: string
  readonly state: OpState
  readonly resultSeq: number | null
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly theirs: Theirs | null
}

type Row = Omit<Operation, 'theirs'> & {
  theirsVer: number | null
  theirsValue: number | null
  theirsBy: string | null
  theirsName: string | null
}

const COLUMNS = `n, op_id AS opId, gesture_id AS gestureId, site_id AS siteId, period, line_id AS lineId,
  base_ver AS baseVer, base_value AS baseValue, before, value, source, edited_at AS editedAt, state,
  result_seq AS resultSeq, code, message,
  theirs_ver AS theirsVer, theirs_value AS theirsValue, theirs_by AS theirsBy, theirs_name AS theirsName`

const OPEN = `state IN ('pending', 'inflight', 'conflict', 'rejected')`

function toOperation({ theirsVer, theirsValue, theirsBy, theirsName, ...rest }: Row): Operation {
  const theirs =
    theirsVer === null ? null : { ver: theirsVer, value: theirsValue, by: theirsBy ?? '', byName: theirsName ?? '' }
  return { ...rest, theirs }
}

/** Put together once a condition: a text made anew is looked at letter by letter, to find its statement. */
const selects = new Map<string, string>()

function query(db: Database, where: string, ...values: unknown[]): Operation[] {
  let select = selects.get(where)
  if (select === undefined) selects.set(where, (select = `SELECT ${COLUMNS} FROM op ${where}`))
  return rows<Row>(db, select, ...values).map(toOperation)
}

export type NewOperation = Omit<Operation, 'n' | 'resultSeq' | 'code' | 'message' | 'theirs'>

/** Adds one operation to the log; what the grid shows follows it while it is open. */
export function addOperation(db: Database, op: NewOperation): void {
  run(
    db,
    `INSERT INTO op (op_id, gesture_id, site_id, period, line_id, base_ver, base_value, before, value, source, edited_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    op.opId,
    op.gestureId,
    op.siteId,
    op.period,
    op.lineId,
    op.baseVer,
    op.baseValue,
    op.before,
    op.value,
    op.source,
    op.editedAt,
    op.state,
  )
}

/** Shows an operation's value over the server's. */
export const showDraft = (db: Database, op: Place & { readonly value: number | null; readonly opId: string }): void => {
  run(
    db,
    `INSERT INTO draft (site_id, period, line_id, value, op_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, op_id = excluded.op_id`,
    op.siteId,
    op.period,
    op.lineId,
    op.value,
    op.opId,
  )
}

/** The server's value is what counts again. */
export const dropDraft = (db: Database, { siteId, period, lineId }: Place): void => {
  run(db, 'DELETE FROM draft WHERE site_id = ? AND period = ? AND line_id = ?', siteId, period, lineId)
}

/** The open operations of one cell, oldest first: at most one on its way, and at most one after it. */
export const openOf = (db: Database, { siteId, period, lineId }: Place): Operation[] =>
  query(db, OPEN_IN_CELL, siteId, period, lineId)
const OPEN_IN_CELL = `WHERE site_id = ? AND period = ? AND line_id = ? AND ${OPEN} ORDER BY n`

/** The open operations of a site in a span of periods. */
export const openIn = (db: Database, siteId: string, from: string, to: string): Operation[] =>
  query(db, `WHERE site_id = ? AND period BETWEEN ? AND ? AND ${OPEN} ORDER BY n`, siteId, from, to)

/** Everything that has not become the server's, oldest first. */
export const openOperations = (db: Database): Operation[] => query(db, `WHERE ${OPEN} ORDER BY n`)

export const findOperation = (db: Database, opId: string): Operation | undefined =>
  query(db, 'WHERE op_id = ?', opId)[0]

/** All operations of a gesture, in the order they were written. */
export const operationsOfGesture = (db: Database, gestureId: string): Operation[] =>
  query(db, 'WHERE gesture_id = ? ORDER BY n', gestureId)

/** The same as they were written, for the log of edits. */
export const loggedOperations = (db: Database, gestureId: string): NewOperation[] =>
  rows(
    db,
    `SELECT op_id AS opId, gesture_id AS gestureId, site_id AS siteId, period, line_id AS lineId, base_ver AS baseVer,
       base_value AS baseValue, before, value, source, edited_at AS editedAt, state
     FROM op WHERE gesture_id = ? ORDER BY n`,
    gestureId,
  )

/** All that was ever written in one cell, newest first. */
export const operationsOfCell = (db: Database, { siteId, lineId, period }: Place): Operation[] =>
  query(db, 'WHERE site_id = ? AND line_id = ? AND period = ? ORDER BY n DESC', siteId, lineId, period)

/** What was written last in a cell. */
export const newestOf = (db: Database, { siteId, lineId, period }: Place): Operation | undefined =>
  query(db, 'WHERE site_id = ? AND line_id = ? AND period = ? ORDER BY n DESC LIMIT 1', siteId, lineId, period)[0]

/** What the server acknowledged after a commit, oldest first (sync.md 3.6). */
export const acknowledgedAfter = (db: Database, seq: number): Operation[] =>
  query(db, `WHERE result_seq > ? AND state IN ('applied', 'same') ORDER BY n`, seq)

const updates = new Map<string, string>()

const set = (db: Database, opId: string, assignments: string, ...values: unknown[]): void => {
  let update = updates.get(assignments)
  if (update === undefined) updates.set(assignments, (update = `UPDATE op SET ${assignments} WHERE op_id = ?`))
  if (run(db, update, ...values, opId) !== 1) bug(`no operation ${opId}`)
}

export const setState = (db: Database, opId: string, state: OpState): void => set(db, opId, 'state = ?', state)

export const setBase = (db: Database, opId: string, ver: number, value: number | null): void =>
  set(db, opId, 'base_ver = ?, base_value = ?', ver, value)

export const setAcknowledged = (
  db: Database,
  opId: string,
  state: 'applied' | 'same',
  ver: number,
  seq: number,
): void => set(db, opId, 'state = ?, result_ver = ?, result_seq = ?', state, ver, seq)

export const setConflict = (db: Database, opId: string, theirs: Theirs): void =>
  set(
    db,
    opId,
    `state = 'conflict', theirs_ver = ?, theirs_value = ?, theirs_by = ?, theirs_name = ?`,
    theirs.ver,
    theirs.value,
    theirs.by,
    theirs.byName,
  )

export const setRejected = (db: Database, opId: string, code: ErrorCode, message: string): void =>
  set(db, opId, `state = 'rejected', code = ?, message = ?`, code, message)

/** Those on their way whose answer has not come, oldest first; those after a place in the log. */
export const inflight = (db: Database, limit: number, after = 0): Operation[] =>
  query(db, `WHERE state = 'inflight' AND n > ? ORDER BY n LIMIT ?`, after, limit)

/** Those that wait to be sent and know their base, oldest first. */
export const sendable = (db: Database, limit: number): Operation[] =>
  query(db, `WHERE state = 'pending' AND base_ver >= 0 ORDER BY n LIMIT ?`, limit)

/** Those that may go next, marked as on their way. */
export function take(db: Database, limit: number): Operation[] {
  const taken = sendable(db, limit)
  const [first, last] = [taken.at(0), taken.at(-1)]
  if (first && last) {
    // Nothing that may go is left out between the two, so a span says the same as thousands of ids.
    run(
      db,
      `UPDATE op SET state = 'inflight' WHERE state = 'pending' AND base_ver >= 0 AND n BETWEEN ? AND ?`,
      first.n,
      last.n,
    )
  }
  return taken
}

/** Those that cannot go, because they do not know their base yet. */
export const baseless = (db: Database): Operation[] => query(db, `WHERE state = 'pending' AND base_ver < 0 ORDER BY n`)

/** All history of an earlier server is over: no open operation knows a version any more. */
export const forgetBases = (db: Database): void => {
  run(db, `UPDATE op SET base_ver = -1, theirs_ver = CASE WHEN theirs_ver IS NULL THEN NULL ELSE -1 END WHERE ${OPEN}`)
}

export type Counts = { readonly waiting: number; readonly conflicts: number; readonly rejected: number }

/**
 * Edited cells (not operations) that are not the server's yet, by what they wait for; of one site or of all. Asked
 * after every keystroke, so it looks only at the few that wait for a person.
 */
export function countOpen(db: Database, siteId?: string): Counts {
  const at = siteId === undefined ? '' : 'AND site_id = ?'
  const places = siteId === undefined ? [] : [siteId, siteId]
  const { conflicts, rejected } = must(
    row<Omit<Counts, 'waiting'>>(
      db,
      `SELECT (SELECT count(*) FROM op WHERE state = 'conflict' ${at}) AS conflicts,
         (SELECT count(*) FROM op WHERE state = 'rejected' ${at}) AS rejected`,
      ...places,
    ),
    'a count is always there',
  )
  return { waiting: countShown(db, siteId) - conflicts - rejected, conflicts, rejected }
}
