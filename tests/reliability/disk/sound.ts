import { openStore } from '../../../main/data-service/db/open.ts'
import { checkEveryPage } from '../../../main/data-service/db/check.ts'
import { unreadRecovery } from '../../../main/data-service/db/recoveries.ts'
import { countDamagedRows } from '../../../main/data-service/db/row-crc.ts'
import { rows } from '../../../main/data-service/db/store.ts'
import { A_KEY } from '../../support/data-service.ts'
import { PAIRS } from './typing.ts'

/**
 * Opens a store as the product does and says in words what does not fit together: pages, rows, what the grid shows
 * against the outbox, and the two halves of each gesture. Nothing when all is well.
 */
export async function troubleIn(folder: string): Promise<string[]> {
  const store = await openStore(folder, A_KEY)
  try {
    const { db } = store
    checkEveryPage(db)
    const report = unreadRecovery(db)
    const halves = rows<{ period: string; lineId: string; value: number }>(
      db,
      'SELECT period, line_id AS lineId, value FROM draft',
    )
    const shown = new Map(halves.map(({ period, lineId, value }) => [`${period} ${lineId}`, value]))
    const torn = halves.filter(({ period, lineId, value }) => {
      const other = PAIRS.flatMap(([one, two]) => (one === lineId ? [two] : two === lineId ? [one] : []))[0]
      return shown.get(`${period} ${other}`) !== value
    })
    const unsent = rows(
      db,
      `SELECT 1 FROM draft WHERE NOT EXISTS (SELECT 1 FROM op WHERE op.op_id = draft.op_id AND op.value IS draft.value
         AND op.state IN ('pending', 'inflight', 'conflict', 'rejected'))`,
    )
    return [
      ...(report?.damaged === 'store' ? ['the store was found damaged'] : []),
      ...(countDamagedRows(db) > 0 ? ['rows are not what was written'] : []),
      ...(torn.length > 0 ? [`${torn.length} halves of gestures`] : []),
      ...(unsent.length > 0 ? [`${unsent.length} cells are shown and not in the outbox`] : []),
    ]
  } finally {
    store.close()
  }
}
