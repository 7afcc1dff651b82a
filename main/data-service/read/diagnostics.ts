import { findLine } from '../../../shared/categories/index.ts'
import type { SyncStatus } from '../../../shared/contract/ipc.ts'
import { listBackups } from '../db/backups.ts'
import { readEpochs, readMeta } from '../db/meta.ts'
import { versionOf } from '../db/migrate.ts'
import { openOperations } from '../db/operations.ts'
import { unreadRecovery } from '../db/recoveries.ts'
import { allScopes } from '../db/scopes.ts'
import { type Database, rows } from '../db/store.ts'

/** More of them tell nothing new. */
const MOST_OPEN = 1000

/**
 * What support needs to know of a store and its sync: states, counts, times and codes. Never a value, a name, a line
 * somebody typed or a key: it is read by people who may not see the forecast.
 */
export function readDiagnostics(
  db: Database,
  folder: string,
  { error, ...status }: SyncStatus,
  requestId: string | undefined,
): Record<string, unknown> {
  const recovery = unreadRecovery(db)
  return {
    sync: { ...status, error: error?.code ?? null, requestId: requestId ?? null },
    store: {
      schema: versionOf(db),
      deviceId: readMeta(db, 'deviceId') ?? null,
      epochs: readEpochs(db),
      pages: db.pragma('page_count', { simple: true }),
      pageBytes: db.pragma('page_size', { simple: true }),
      checkedAt: readMeta(db, 'checkedAt') ?? null,
      backups: listBackups(folder).map(({ name }) => name),
      recovery: recovery && { ...recovery, recovered: recovery.recovered.length },
    },
    operations: rows(db, 'SELECT state, count(*) AS count FROM op GROUP BY state ORDER BY state'),
    open: openOperations(db)
      .slice(0, MOST_OPEN)
      .map(({ opId, gestureId, siteId, period, lineId, state, baseVer, editedAt, code }) => ({
        opId,
        gestureId,
        siteId,
        period,
        category: findLine(lineId)?.category ?? 'unknown',
        state,
        baseVer,
        editedAt,
        code,
      })),
    scopes: allScopes(db),
  }
}
