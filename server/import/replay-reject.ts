import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import { must } from '../../shared/core/bug.ts'
import { type Author, inCommitOrder } from '../store/commit.ts'
import { findReject, settleReject } from '../store/import-runs.ts'
import type { Db } from '../store/tables.ts'
import { checkRows } from './check-rows.ts'
import { findFeed } from './feeds.ts'
import { runImport } from './run-import.ts'

export type Replay = {
  readonly db: Db
  readonly id: string
  /** The corrected row; null drops the refused one. */
  readonly row: Readonly<Record<string, unknown>> | null
  readonly author: Author
  readonly now: () => number
  readonly newId: () => string
}

/**
 * Settles a row that was set aside: the corrected one is imported in its place, or it is dropped for good. A corrected
 * row that is wrong again is refused with its fields, and the old one still waits. NOT_FOUND for a row that waits no more.
 */
export async function replayReject({ db, id, row, author, now, newId }: Replay): Promise<void> {
  const reject = await findReject(db, id)
  if (reject?.state !== 'open') throw new AppError('NOT_FOUND', 'There is no such row waiting.')
  if (row !== null) {
    const feed = must(findFeed(reject.feed), `the feed ${reject.feed} set a row aside`)
    const { bad } = checkRows<unknown>(feed.row, [{ line: reject.line, row }], newId)
    if (bad[0]) throw refused(bad[0].issues, row)
    const fileName = `correction of line ${reject.line}`
    const run = await runImport({
      db,
      feed,
      fileName,
      fileHash: newId(), // a correction is no part of a file to go on with
      rows: [{ line: reject.line, row }],
      author,
      now,
      newId,
    })
    if (run.report.accepted === 0) throw refused([{ field: 'site', message: 'Site not found.' }], row)
  }
  const state = row === null ? 'dropped' : 'replayed'
  await inCommitOrder(db, (tx) => settleReject(tx, id, state, author.sub, new Date(now())))
}

function refused(issues: readonly { field: string; message: string }[], row: Readonly<Record<string, unknown>>) {
  const found = issues.map(({ field, message }): FieldIssue => {
    const providedValue = row[field]
    return {
      code: 'INVALID_DATA_TYPE',
      field: `row.${field}`,
      message,
      ...(providedValue === undefined ? {} : { providedValue }),
    }
  })
  return new AppError('INVALID_DATA_TYPE', found[0]?.message ?? 'The row is not right yet.', found)
}
