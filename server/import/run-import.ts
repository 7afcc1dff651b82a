import { AppError } from '../../shared/core/errors.ts'
import { must } from '../../shared/core/bug.ts'
import type { ImportReport, ImportRun } from '../../shared/contract/imports.ts'
import { type Author, inCommitOrder, type NextSeq } from '../store/commit.ts'
import { addRejects, findRun, markRun, type Reject, resumePoint, startRun } from '../store/import-runs.ts'
import { revenueDifferences } from '../store/reconcile.ts'
import { findSites } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'
import { type CheckedRow, checkRows, countFull, type RawRow } from './check-rows.ts'
import type { CellFeed, Fact } from './feed.ts'
import type { Feed } from './feeds.ts'
import type { RecordFeed } from './feeds/reference.ts'
import { storeFacts } from './store-facts.ts'

/** Rows that become one transaction; after each the run knows how far it is. */
const BATCH = 1000
/** Fewer complete rows than this need somebody’s eyes (domain.md 0.3, C-06). */
const COMPLETE = 0.95
/** The first columns of a feed make its key and have to be there in every row. */
const REQUIRED = 4
const MOST_CODES = 200
/** More refused rows than this are no mistakes in a file but another file; nobody corrects them one by one. */
const MOST_REFUSED = 10_000

export type ImportOptions = {
  readonly db: Db
  readonly feed: Feed
  readonly fileName: string
  /** Names the content: the same file again goes on where it stopped. */
  readonly fileHash: string
  readonly rows: AsyncIterable<RawRow> | Iterable<RawRow>
  readonly author: Author
  readonly now: () => number
  readonly newId: () => string
}

const NOTHING: ImportReport = {
  rows: 0,
  accepted: 0,
  rejected: 0,
  duplicates: 0,
  cellsChanged: 0,
  cellsUnchanged: 0,
  completeness: null,
  isComplete: true,
  asOf: null,
  unmapped: [],
  differences: [],
  resumedAfter: 0,
}

/**
 * Brings a file in (domain.md 11): every row is checked, bad ones are set aside with their reasons, good ones are
 * stored in batches, each whole or not at all. A run that stopped goes on after the last batch that is in. What fails
 * is thrown; the run says `failed` and how far it came.
 */
export async function runImport(options: ImportOptions): Promise<ImportRun> {
  const { db, feed, now, newId, author } = options
  const id = newId()
  const skip = await resumePoint(db, feed.name, options.fileHash)
  let progress: Progress = { report: { ...NOTHING, resumedAfter: skip }, watermark: skip, full: 0, months: new Map() }
  const { fileName, fileHash } = options
  const by = author.sub
  await startRun(db, { id, feed: feed.name, fileName, fileHash, by, at: new Date(now()), report: progress.report })
  try {
    for await (const batch of batches(options.rows, skip)) {
      progress = await storeBatch(options, id, batch, progress)
      if (progress.report.rejected > MOST_REFUSED) throw tooManyRefused(feed)
    }
    const differences = await revenueDifferences(db, [...progress.months.values()])
    progress = { ...progress, report: { ...progress.report, differences } }
    await markRun(db, id, 'done', progress.watermark, progress.report, new Date(now()))
  } catch (thrown) {
    await markRun(db, id, 'failed', progress.watermark, progress.report, new Date(now()))
    throw thrown
  }
  return must(await findRun(db, id), 'the run was just stored')
}

function tooManyRefused({ name, columns }: Feed): AppError {
  const message = `More than ${MOST_REFUSED} rows were refused, so this is no file of ${name}. Its columns are ${columns.join(', ')}.`
  return new AppError('INVALID_DATA_TYPE', message, [{ code: 'INVALID_DATA_TYPE', field: 'rows', message }])
}

/** How far a run is; moves only with what was committed. */
type Progress = {
  readonly report: ImportReport
  readonly watermark: number
  /** Rows with every required column. */
  readonly full: number
  /** Sites and months the file told of. */
  readonly months: ReadonlyMap<string, { readonly siteId: string; readonly month: string }>
}

async function storeBatch(
  options: ImportOptions,
  id: string,
  batch: readonly RawRow[],
  before: Progress,
): Promise<Progress> {
  const { db, feed, now } = options
  const at = new Date(now())
  const full = before.full + countFull(batch, feed.columns.slice(0, REQUIRED))
  return inCommitOrder(db, async (tx, nextSeq) => {
    const stored =
      feed.kind === 'cells'
        ? await storeCellRows(tx, nextSeq, { ...options, feed }, id, batch, at)
        : await storeRecordRows(tx, { ...options, feed }, batch, at)
    await addRejects(tx, id, feed.name, stored.bad)
    const { report } = before
    const rows = report.rows + batch.length
    const asOf = stored.facts.reduce((last, { period }) => (period > last ? period : last), report.asOf ?? '')
    const after: Progress = {
      full,
      watermark: must(batch.at(-1), 'a batch has rows').line,
      months: new Map([...before.months, ...stored.facts.map(monthEntry)]),
      report: {
        ...report,
        rows,
        accepted: report.accepted + stored.accepted,
        rejected: report.rejected + stored.bad.length,
        duplicates: report.duplicates + stored.duplicates,
        cellsChanged: report.cellsChanged + stored.changed,
        cellsUnchanged: report.cellsUnchanged + stored.unchanged,
        completeness: full / rows,
        isComplete: full / rows >= COMPLETE,
        asOf: asOf === '' ? null : asOf,
        unmapped: [...new Set([...report.unmapped, ...stored.unmapped])].toSorted().slice(0, MOST_CODES),
      },
    }
    await markRun(tx, id, 'running', after.watermark, after.report, at)
    return after
  })
}

const monthEntry = ({ siteId, period }: Fact) => {
  const month = period.slice(0, 7)
  return [`${siteId}|${month}`, { siteId, month }] as const
}

type StoredRows = {
  readonly bad: readonly Reject[]
  readonly accepted: number
  readonly duplicates: number
  readonly changed: number
  readonly unchanged: number
  readonly unmapped: Iterable<string>
  readonly facts: readonly Fact[]
}

async function storeCellRows(
  tx: Tx,
  nextSeq: NextSeq,
  { feed, newId, author }: ImportOptions & { readonly feed: CellFeed },
  id: string,
  batch: readonly RawRow[],
  at: Date,
): Promise<StoredRows> {
  const siteIds = (facts: readonly Fact[]) => facts.map(({ siteId }) => siteId)
  const { good, bad } = await ofKnownSites(tx, newId, checkRows(feed.row, batch, newId), siteIds)
  const given = good.flatMap(({ line, value }) => value.map((fact) => ({ ...fact, line })))
  const facts = [...new Map(given.map((fact) => [factKey(fact), fact])).values()]
  const stored = await storeFacts(tx, nextSeq, feed, id, facts, author, at)
  return { ...stored, bad, facts, accepted: good.length, duplicates: given.length - facts.length }
}

const factKey = ({ siteId, period, code, kind }: Fact): string => [siteId, period, code, kind].join('|')

async function storeRecordRows(
  tx: Tx,
  { feed, newId, author }: ImportOptions & { readonly feed: RecordFeed },
  batch: readonly RawRow[],
  at: Date,
): Promise<StoredRows> {
  const siteIds = (row: unknown) => feed.siteOf(row) ?? []
  const { good, bad } = await ofKnownSites(tx, newId, checkRows(feed.row, batch, newId), siteIds)
  const records = new Map(good.map(({ value }) => [feed.keyOf(value), value]))
  if (records.size > 0) await feed.store(tx, [...records.values()], { id: author.sub, at })
  const duplicates = good.length - records.size
  return { bad, facts: [], accepted: good.length, duplicates, changed: 0, unchanged: 0, unmapped: [] }
}

type Checked<T> = { readonly good: readonly CheckedRow<T>[]; readonly bad: readonly Reject[] }

/** A row about a site nobody knows is set aside too. */
async function ofKnownSites<T>(
  tx: Tx,
  newId: () => string,
  { good, bad }: Checked<T>,
  sitesOf: (value: T) => string | readonly string[],
): Promise<Checked<T>> {
  const named = (value: T) => [sitesOf(value)].flat()
  const ids = [...new Set(good.flatMap(({ value }) => named(value)))]
  const known = new Set(ids.length === 0 ? [] : (await findSites(tx, ids)).map(({ siteId }) => siteId))
  const isKnown = ({ value }: CheckedRow<T>) => named(value).every((id) => known.has(id))
  const strangers = good
    .filter((row) => !isKnown(row))
    .map(({ line, raw }): Reject => ({
      id: newId(),
      line,
      row: raw,
      issues: [{ field: 'site', message: 'Site not found.' }],
    }))
  return { good: good.filter(isKnown), bad: [...bad, ...strangers] }
}

async function* batches(rows: ImportOptions['rows'], skip: number): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = []
  for await (const row of rows) {
    if (row.line <= skip) continue
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
