import type { TypedAs } from '../../../shared/contract/typed-as.ts'
import { type Database, rows, run } from './store.ts'

/** What the numbers of a site were typed as: the newest arithmetic of each cell and number. */
export const readTypedAs = (db: Database, siteId: string): TypedAs[] =>
  rows(
    db,
    `SELECT line_id AS lineId, period, value, text FROM typed_as
     WHERE n IN (SELECT max(n) FROM typed_as WHERE site_id = ? GROUP BY line_id, period, value) ORDER BY n`,
    siteId,
  )

/** Keeps what was typed beside what it came to; inside the transaction that writes the number. */
export function addTypedAs(db: Database, siteId: string, list: readonly TypedAs[]): void {
  for (const { lineId, period, value, text } of list)
    run(
      db,
      'INSERT INTO typed_as (site_id, line_id, period, value, text) VALUES (?, ?, ?, ?, ?)',
      siteId,
      lineId,
      period,
      value,
      text,
    )
}
