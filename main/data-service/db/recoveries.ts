import { RecoveryReport } from '../../../shared/contract/recovery.ts'
import { type Database, row, run } from './store.ts'

/** Keeps a report until the person has read it. */
export const addRecovery = (db: Database, report: Omit<RecoveryReport, 'id'>): void => {
  run(db, 'INSERT INTO recovery (at, report) VALUES (?, ?)', report.at, JSON.stringify(report))
}

/** The newest report that nobody has read yet; null when there is none. */
export function unreadRecovery(db: Database): RecoveryReport | null {
  const found = row<{ n: number; report: string }>(
    db,
    'SELECT n, report FROM recovery WHERE seen_at IS NULL ORDER BY n DESC LIMIT 1',
  )
  return found ? RecoveryReport.parse({ ...(JSON.parse(found.report) as object), id: found.n }) : null
}

/** The person has read this report and what came before it. */
export const markRecoveryRead = (db: Database, id: number, at: string): void => {
  run(db, 'UPDATE recovery SET seen_at = ? WHERE n <= ? AND seen_at IS NULL', at, id)
}
