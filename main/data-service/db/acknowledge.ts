import type { SyncCell } from '../../../shared/contract/sync.ts'
import type { Taken } from '../sync/sync-store.ts'
import { type Database, rows, run } from './store.ts'

/** Those of these ids that are on their way with nothing newer in their cell. */
export const unfollowed = (db: Database, opIds: readonly string[]): Set<string> =>
  new Set(rows<{ opId: string }>(db, UNFOLLOWED, JSON.stringify(opIds)).map(({ opId }) => opId))

const UNFOLLOWED = `
  SELECT op.op_id AS opId FROM json_each(?) AS asked CROSS JOIN op ON op.op_id = asked.value
  WHERE op.state = 'inflight' AND NOT EXISTS (
    SELECT 1 FROM op AS newer
    WHERE newer.site_id = op.site_id AND newer.period = op.period AND newer.line_id = op.line_id AND newer.n > op.n
      AND newer.state IN ('pending', 'inflight', 'conflict', 'rejected'))`

/** Writes down that the server took operations, a few statements for all of them; see `SyncStore`. */
export function acknowledge(
  db: Database,
  taken: readonly Taken[],
  { by, byName, at }: Pick<SyncCell, 'by' | 'byName' | 'at'>,
): void {
  if (taken.length === 0) return
  const told = JSON.stringify(taken.map(({ opId, status, ver, seq }) => [opId, status, ver, seq]))
  run(db, SETTLE, told)
  run(db, SAVE, told, by, byName, at)
  run(db, DROP, told)
}

const TOLD = `WITH told AS (
  SELECT value ->> 0 AS op_id, value ->> 1 AS status, value ->> 2 AS ver, value ->> 3 AS seq FROM json_each(?))`
const TOLD_OPS = `told CROSS JOIN op ON op.op_id = told.op_id`

const SETTLE = `${TOLD}
  UPDATE op SET state = told.status, result_ver = told.ver, result_seq = told.seq FROM told WHERE op.op_id = told.op_id`

// What the server never had (the clearing of an empty cell) is no cell here either.
const SAVE = `${TOLD}
  INSERT INTO cell (site_id, scenario, period, line_id, ver, value, seq, deleted, by_sub, by_name, op_id, at, generation)
  SELECT op.site_id, 'forecast', op.period, op.line_id, told.ver, op.value, told.seq, 0, ?, ?, op.op_id, ?, -1
  FROM ${TOLD_OPS} WHERE told.seq > 0
  ON CONFLICT DO UPDATE SET ver = excluded.ver, value = excluded.value, seq = excluded.seq, deleted = 0,
    by_sub = excluded.by_sub, by_name = excluded.by_name, op_id = excluded.op_id, at = excluded.at
  WHERE cell.seq < excluded.seq`

const DROP = `${TOLD}
  DELETE FROM draft WHERE (site_id, period, line_id) IN (SELECT op.site_id, op.period, op.line_id FROM ${TOLD_OPS})`
