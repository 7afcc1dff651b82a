import { randomUUID } from 'node:crypto'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import { daysOf, monthsOf } from '../../../shared/core/calendar.ts'
import { openStore } from '../../../main/data-service/db/open.ts'
import { replaceSites } from '../../../main/data-service/db/sites.ts'
import { inTransaction } from '../../../main/data-service/db/store.ts'
import type { OpResult, SyncOp } from '../../../shared/contract/sync.ts'
import { A_KEY } from '../../support/data-service.ts'
import { aSite, Model } from '../../support/far-end.ts'

const LINES = STATISTICS_LINES.filter(({ entry, grain }) => entry === 'input' && grain === 'day').map(({ id }) => id)
const DAYS = monthsOf(2026).flatMap(daysOf)

/** Sites enough for so many cells of one year. */
export const sitesFor = (cells: number): string[] =>
  Array.from({ length: Math.ceil(cells / (LINES.length * DAYS.length)) }, (_, i) => String(1000 + i))

/** Fills a store with edits that wait, one gesture each, as if its owner had typed for weeks without a network. */
export async function fillQueue(folder: string, cells: number): Promise<void> {
  const store = await openStore(folder, A_KEY)
  const sites = ['0427', ...sitesFor(cells)]
  inTransaction(store.db, () => {
    const { db } = store
    replaceSites(
      db,
      sites.map((siteId) => aSite({ siteId })),
    )
    const scope = db.prepare(
      `INSERT OR IGNORE INTO scope (scope_id, site_id, year, visible, loaded, cursor, head_seq, needs_snapshot, snapshot_page, generation, doubt)
       VALUES (?, ?, 2026, 1, 1, 0, 0, 0, NULL, 1, 0)`,
    )
    for (const siteId of sites) scope.run(`${siteId}:2026`, siteId)
    const gesture = db.prepare(
      `INSERT INTO gesture (gesture_id, site_id, label, source, saved_at, cells, digest, step)
       VALUES (?, ?, 'Typed 96 in Valet daily, Thu 16', 'typed', '2026-04-10T14:42:00.000Z', 1, ?, 'done')`,
    )
    const op = db.prepare(
      `INSERT INTO op (op_id, gesture_id, site_id, period, line_id, base_ver, base_value, before, value, source, edited_at, state)
       VALUES (?, ?, ?, ?, ?, 0, NULL, NULL, ?, 'typed', '2026-04-10T14:42:00.000Z', 'pending')`,
    )
    const draft = db.prepare('INSERT INTO draft (site_id, period, line_id, value, op_id) VALUES (?, ?, ?, ?, ?)')
    for (let n = 0; n < cells; n += 1) {
      const [gestureId, opId] = [randomUUID(), randomUUID()]
      const siteId = sites[1 + Math.floor(n / (LINES.length * DAYS.length))] ?? ''
      const lineId = LINES[Math.floor(n / DAYS.length) % LINES.length] ?? ''
      const period = DAYS[n % DAYS.length] ?? ''
      gesture.run(gestureId, siteId, 'd'.repeat(64))
      op.run(opId, gestureId, siteId, period, lineId, n * 1000)
      draft.run(siteId, period, lineId, n * 1000, opId)
    }
  })
  store.close()
  ;(await openStore(folder, A_KEY)).close() // and into the log
}

/** A server that takes everything and keeps nothing: what it costs is the laptop's. */
export class TakingServer extends Model {
  taken = 0

  override push(ops: readonly SyncOp[]): OpResult[] {
    this.taken += ops.length
    return ops.map(({ opId }) => {
      this.seq += 1
      return { opId, status: 'applied', ver: 1, seq: this.seq }
    })
  }
}
