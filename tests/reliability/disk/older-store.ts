import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { MIGRATIONS } from '../../../main/data-service/db/migrate.ts'
import { unlock } from '../../../main/data-service/db/pragmas.ts'
import { defineRowCrc, sealAllRows } from '../../../main/data-service/db/row-crc.ts'
import { daysOf } from '../../../shared/core/calendar.ts'
import { A_KEY } from '../../support/data-service.ts'

const DAYS = daysOf('2026-05')
const STATES = ['pending', 'inflight', 'conflict', 'rejected', 'applied', 'superseded'] as const
/** A uuid that says which one it is. */
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/**
 * Makes a store as a Frontline of an earlier schema left it: edits in every state, as many cells as are asked for, and
 * no log beside it. Only columns of the first schema and checksums are filled; that is what "migrations only add" promises.
 */
export function makeOlderStore(folder: string, version: number, cells: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'store.db')
  closeSync(openSync(file, 'a', 0o600))
  const db = unlock(new Sqlite(file), A_KEY)
  db.pragma('journal_mode = WAL')
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(0, version)) db.exec(step)
    db.exec(`
      INSERT INTO meta (name, value) VALUES ('deviceId', 'the-same-laptop'), ('epoch', 'epoch-1');
      INSERT INTO site (site_id, name, district_id, district_name, region_name, total_rooms, contract_types, visible)
        VALUES ('0427', 'Harbor Grand Hotel', '12', 'District 12', 'Central', 360, '[]', 1);
      INSERT INTO scope (scope_id, site_id, year, visible, loaded, cursor, head_seq, needs_snapshot, generation, doubt)
        VALUES ('0427:2026', '0427', 2026, 1, 1, 0, 0, 0, 1, 0)`)
    const gesture = db.prepare(
      `INSERT INTO gesture (gesture_id, site_id, label, source, saved_at, cells, digest, step)
       VALUES (?, '0427', ?, 'typed', '2026-04-10T14:42:00.000Z', 1, 'd', 'done')`,
    )
    const op = db.prepare(
      `INSERT INTO op (op_id, gesture_id, site_id, period, line_id, base_ver, base_value, before, value, source, edited_at, state)
       VALUES (?, ?, '0427', ?, ?, 0, NULL, NULL, ?, 'typed', '2026-04-10T14:42:00.000Z', ?)`,
    )
    const draft = db.prepare(`INSERT INTO draft (site_id, period, line_id, value, op_id) VALUES ('0427', ?, ?, ?, ?)`)
    for (let n = 0; n < cells; n += 1) {
      const state = STATES[n % STATES.length] ?? 'pending'
      const period = DAYS[n % DAYS.length] ?? ''
      const lineId = `line${Math.floor(n / DAYS.length)}`
      gesture.run(uuid(n), `cell ${n}`)
      op.run(uuid(n), uuid(n), period, lineId, n * 1000, state)
      if (state !== 'applied' && state !== 'superseded') draft.run(period, lineId, n * 1000, uuid(n))
    }
    defineRowCrc(db)
    sealAllRows(db) // where the schema has a place for the checksums, that Frontline wrote them
    db.pragma(`user_version = ${version}`)
  })()
  db.close()
}

/** What a person has typed and the server does not have: what no upgrade may lose. */
export function unsentIn(db: Pick<ReturnType<typeof unlock>, 'prepare'>): string {
  return JSON.stringify(
    db
      .prepare(
        `SELECT op.op_id, op.state, op.value, draft.value AS shown FROM op LEFT JOIN draft USING (op_id)
         WHERE op.state IN ('pending', 'inflight', 'conflict', 'rejected') ORDER BY op.n`,
      )
      .raw()
      .all(),
  )
}
