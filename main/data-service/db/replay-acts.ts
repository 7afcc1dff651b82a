import { addAct, findAct, newestEdit, setActState } from './acts.ts'
import type { EditsLog } from './edits-log.ts'
import type { LoggedAct } from './logged-act.ts'
import { type Database, inTransaction, rows } from './store.ts'

/**
 * Makes store and log say the same of a review's steps (sync.md 3.2). What the store does not know is sent again under
 * its own id, which the server answers once; what only the store has is written into the log. Twice changes nothing.
 */
export function replayActs(db: Database, log: EditsLog): void {
  const logged = new Map<string, LoggedAct>()
  for (const stretch of log.read()) if (stretch.kind === 'act') logged.set(stretch.logged.act.actId, stretch.logged)
  const lost = [...logged.values()].filter(({ act }) => !findAct(db, act.actId))
  if (lost.length > 0) {
    inTransaction(db, () => {
      for (const { act, madeAt, isWithdrawn } of lost) {
        addAct(db, { act, madeAt, afterOp: newestEdit(db) })
        if (isWithdrawn) setActState(db, act.actId, 'withdrawn')
      }
    })
  }
  for (const { actId } of rows<{ actId: string }>(
    db,
    `SELECT act_id AS actId FROM act WHERE state IN ('waiting', 'inflight', 'refused')`,
  )) {
    const found = findAct(db, actId)
    if (found && !logged.has(actId)) log.appendAct({ act: found.act, madeAt: found.madeAt, isWithdrawn: false })
  }
}

/** Which steps the server does not have yet: their records stay, however old. */
export const unsettledActs = (db: Database): ReadonlySet<string> =>
  new Set(
    rows<{ actId: string }>(
      db,
      `SELECT act_id AS actId FROM act WHERE state IN ('waiting', 'inflight', 'refused')`,
    ).map(({ actId }) => actId),
  )
