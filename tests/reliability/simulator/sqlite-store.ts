import Sqlite from 'better-sqlite3'
import { addAct, findAct, newestEdit } from '../../../main/data-service/db/acts.ts'
import { findReview } from '../../../main/data-service/db/reviews.ts'
import { MIGRATIONS } from '../../../main/data-service/db/migrate.ts'
import { operationsOfCell } from '../../../main/data-service/db/operations.ts'
import { allScopes } from '../../../main/data-service/db/scopes.ts'
import { rows } from '../../../main/data-service/db/store.ts'
import { syncStore } from '../../../main/data-service/db/sync-store.ts'
import type { TestStore } from './memory-store.ts'

/** The product's own store and SQL, in the memory of SQLite; `close` lets it go. */
export function sqliteStore(): TestStore & { readonly close: () => void } {
  const db = new Sqlite(':memory:')
  for (const step of MIGRATIONS) db.exec(step)
  return {
    ...syncStore(db),
    addAct: (act) => addAct(db, act),
    findAct: (actId) => findAct(db, actId),
    reviewOf: (siteId) => findReview(db, siteId),
    newestEdit: () => newestEdit(db),
    log: (place) => operationsOfCell(db, place),
    close: () => db.close(),
    dump: () => ({
      cells: rows<CellRow>(db, CELLS)
        .map(({ key, ver, value, seq, deleted, by, opId }) => [key, ver, value, seq, deleted === 1, by, opId])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ops: rows<{ site_id: string; line_id: string; period: string }>(
        db,
        'SELECT DISTINCT site_id, line_id, period FROM op',
      )
        .flatMap(({ site_id: siteId, line_id: lineId, period }) => operationsOfCell(db, { siteId, lineId, period }))
        .sort((a, b) => a.n - b.n)
        .map((op) => [op.opId, op.state, op.baseVer, op.baseValue, op.value, op.resultSeq, op.code, op.theirs]),
      drafts: rows<{ key: string; value: number | null; opId: string }>(db, DRAFTS)
        .map(({ key, value, opId }) => [key, value, opId])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      scopes: [...allScopes(db)].sort((a, b) => (a.scopeId < b.scopeId ? -1 : 1)),
    }),
  }
}

type CellRow = {
  readonly key: string
  readonly ver: number
  readonly value: number | null
  readonly seq: number
  readonly deleted: number
  readonly by: string
  readonly opId: string | null
}

const CELLS = `SELECT site_id || '|' || period || '|' || line_id || '|' || scenario AS key, ver, value, seq, deleted,
  by_sub AS "by", op_id AS opId FROM cell`
const DRAFTS = `SELECT site_id || '|' || period || '|' || line_id AS key, value, op_id AS opId FROM draft`
