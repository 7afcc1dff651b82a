import type { ImportReport, ImportRun } from '../../shared/contract/imports.ts'
import type { Db, Tx } from './tables.ts'

/** A row that was not taken, as it was read. */
export type Reject = {
  readonly id: string
  readonly line: number
  readonly row: Readonly<Record<string, unknown>>
  readonly issues: readonly { readonly field: string; readonly message: string }[]
}

export type NewRun = {
  readonly id: string
  readonly feed: string
  readonly fileName: string
  readonly fileHash: string
  readonly by: string
  readonly at: Date
  readonly report: ImportReport
}

/** Rows of this very file that an earlier run brought in before it stopped; 0 when none did. */
export async function resumePoint(db: Db, feed: string, fileHash: string): Promise<number> {
  const last = await db
    .selectFrom('import_run')
    .select(['state', 'watermark'])
    .where('feed', '=', feed)
    .where('file_hash', '=', fileHash)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last && last.state !== 'done' ? last.watermark : 0
}

export async function startRun(db: Db, run: NewRun): Promise<void> {
  await db
    .insertInto('import_run')
    .values({
      id: run.id,
      feed: run.feed,
      file_name: run.fileName,
      file_hash: run.fileHash,
      state: 'running',
      watermark: run.report.resumedAfter,
      report: JSON.stringify(run.report),
      by_sub: run.by,
      started_at: run.at,
    })
    .execute()
}

/** What a run has come to, in the transaction of the rows it is about. */
export async function markRun(
  tx: Db | Tx,
  id: string,
  state: 'running' | 'done' | 'failed',
  watermark: number,
  report: ImportReport,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({ state, watermark, report: JSON.stringify(report), finished_at: state === 'running' ? null : at })
    .where('id', '=', id)
    .execute()
}

export async function addRejects(tx: Tx, runId: string, feed: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return
  const rows = rejects.map(({ id, line, row, issues }) => ({
    id,
    run_id: runId,
    feed,
    line,
    raw: JSON.stringify(row),
    issues: JSON.stringify(issues),
    state: 'open' as const,
  }))
  await tx.insertInto('import_reject').values(rows).execute()
}

/** Rows that wait for a correction, in the order of their files. */
export async function openRejects(db: Db, feed: string | undefined): Promise<(Reject & { readonly feed: string })[]> {
  let query = db
    .selectFrom('import_reject')
    .select(['id', 'feed', 'line', 'raw as row', 'issues'])
    .where('state', '=', 'open')
  if (feed !== undefined) query = query.where('feed', '=', feed)
  return query.orderBy('feed').orderBy('line').limit(1000).execute()
}

export const findReject = (db: Db, id: string) =>
  db.selectFrom('import_reject').select(['id', 'feed', 'line', 'state']).where('id', '=', id).executeTakeFirst()

export async function settleReject(
  tx: Tx,
  id: string,
  state: 'replayed' | 'dropped',
  by: string,
  at: Date,
): Promise<void> {
  await tx.updateTable('import_reject').set({ state, settled_by: by, settled_at: at }).where('id', '=', id).execute()
}

const RUN = [
  'id',
  'feed',
  'file_name as fileName',
  'state',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'report',
] as const

/** The latest runs, newest first. */
export const latestRuns = async (db: Db): Promise<ImportRun[]> =>
  (await db.selectFrom('import_run').select(RUN).orderBy('started_at', 'desc').limit(100).execute()).map(toRun)

export async function findRun(db: Db, id: string): Promise<ImportRun | undefined> {
  const found = await db.selectFrom('import_run').select(RUN).where('id', '=', id).executeTakeFirst()
  return found && toRun(found)
}

/** The last finished run of each feed. */
export async function lastRuns(db: Db): Promise<Map<string, ImportRun>> {
  const rows = await db
    .selectFrom('import_run')
    .select(RUN)
    .distinctOn('feed')
    .where('state', '=', 'done')
    .orderBy('feed')
    .orderBy('started_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.feed, toRun(row)]))
}

type Row = Omit<ImportRun, 'startedAt' | 'finishedAt'> & { readonly startedAt: Date; readonly finishedAt: Date | null }

const toRun = ({ startedAt, finishedAt, ...run }: Row): ImportRun => ({
  ...run,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})
