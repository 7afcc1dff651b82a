import { randomUUID } from 'node:crypto'
import { daysOf } from '../../../shared/core/calendar.ts'
import { inTransaction } from '../../../main/data-service/db/store.ts'
import type { OpenStore } from '../../../main/data-service/db/open.ts'
import { replaceSites } from '../../../main/data-service/db/sites.ts'
import { type Author, writeGesture } from '../../../main/data-service/edit/write-gesture.ts'
import { aSite } from '../../support/far-end.ts'

const DAYS = daysOf('2026-05')
/** Two lines of a day in one gesture: both or neither. */
export const PAIRS = [
  ['valetDaily', 'selfDaily'],
  ['valetMonthly', 'selfMonthly'],
] as const

/** Makes one site and year ready to be typed into, as a first sync would. */
export function loadSite({ db }: OpenStore): void {
  inTransaction(db, () => {
    replaceSites(db, [aSite()])
    db.prepare(
      `INSERT INTO scope (scope_id, site_id, year, visible, loaded, cursor, head_seq, needs_snapshot, snapshot_page, generation, doubt)
       VALUES ('0427:2026', '0427', 2026, 1, 1, 0, 0, 0, NULL, 1, 0)`,
    ).run()
  })
}

/** Types the nth number: two cells of one day, `n` thousand each. The gesture is called `number n`. */
export function typeNumber({ db, log }: Pick<OpenStore, 'db' | 'log'>, n: number): void {
  const gestureId = randomUUID()
  const period = DAYS[n % DAYS.length] ?? ''
  const author: Author = { roles: ['account_manager'], today: '2026-04-10', now: Date.now(), newId: randomUUID, log }
  const writes = (PAIRS[n % PAIRS.length] ?? []).map((lineId) => ({ lineId, period, value: (n + 1) * 1000 }))
  writeGesture(db, { gestureId, siteId: '0427', label: `number ${n}`, source: 'typed', writes }, author)
}
