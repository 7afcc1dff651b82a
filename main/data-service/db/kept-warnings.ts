import type { KeepWarning, KeptWarning } from '../../../shared/contract/kept-warning.ts'
import { type Database, rows, run } from './store.ts'

/** The newest word on each warned cell of a site. */
export const readKeptWarnings = (db: Database, siteId: string): KeptWarning[] =>
  rows(
    db,
    `SELECT line_id AS lineId, period, rule, value, reason, at FROM kept_warning
     WHERE n IN (SELECT max(n) FROM kept_warning WHERE site_id = ? GROUP BY line_id, period, rule) ORDER BY n`,
    siteId,
  )

export const addKeptWarning = (db: Database, kept: KeepWarning, at: string): void => {
  const { siteId, lineId, period, rule, value, reason } = kept
  run(
    db,
    'INSERT INTO kept_warning (site_id, line_id, period, rule, value, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    siteId,
    lineId,
    period,
    rule,
    value,
    reason,
    at,
  )
}
