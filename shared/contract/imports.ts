import { z } from 'zod'
import { endpoint } from './api.ts'
import { SiteId } from './cell.ts'

const Count = z.number().int().min(0)

/** What became of the rows of a file (domain.md 11). */
export const ImportReport = z.object({
  /** Rows read, and of these: taken, refused, and those a later row of the same key replaced. */
  rows: Count,
  accepted: Count,
  rejected: Count,
  duplicates: Count,
  /** Cells that hold another value than before; the others were right already. */
  cellsChanged: Count,
  cellsUnchanged: Count,
  /** Share of rows with all required fields, 0–1; below 0.95 it needs somebody’s eyes. */
  completeness: z.number().min(0).max(1).nullable(),
  isComplete: z.boolean(),
  /** Latest day or month the file tells of. */
  asOf: z.string().nullable(),
  /** Codes of the source without a line: told, and not in any total. */
  unmapped: z.array(z.string()),
  /** Sites and months in which the daily receipts and the ledger differ by more than a cent. */
  differences: z.array(z.object({ siteId: SiteId, month: z.string(), daily: z.number(), ledger: z.number() })),
  /** The file went on where an earlier run of it stopped. */
  resumedAfter: Count,
})
export type ImportReport = z.infer<typeof ImportReport>

export const ImportRun = z.object({
  id: z.uuid(),
  feed: z.string(),
  fileName: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  report: ImportReport,
})
export type ImportRun = z.infer<typeof ImportRun>

/** A row that was not taken, with what is wrong with it. */
export const RejectedRow = z.object({
  id: z.uuid(),
  feed: z.string(),
  line: z.number().int(),
  row: z.record(z.string(), z.unknown()),
  issues: z.array(z.object({ field: z.string(), message: z.string() })),
})

const ADMIN = ['forecasting:admin'] as const
/** A row as the source has it: texts and numbers by column; a contract’s terms are an object. */
const Row = z.record(z.string().max(60), z.unknown())

export const importsApi = {
  feeds: endpoint({
    method: 'GET',
    path: '/imports/feeds',
    summary: 'What can be imported: feeds with their columns, and how fresh the data of each is',
    scopes: ADMIN,
    data: z.array(
      z.object({
        feed: z.string(),
        summary: z.string(),
        columns: z.array(z.string()),
        asOf: z.string().nullable(),
        lastRunAt: z.iso.datetime().nullable(),
        /** `stale` after 24 hours, `old` after 48; null when it never ran. */
        freshness: z.enum(['fresh', 'stale', 'old']).nullable(),
      }),
    ),
  }),
  run: endpoint({
    method: 'POST',
    path: '/imports/:feed',
    summary: 'Imports up to 10,000 rows; bad rows are set aside, everything else is stored',
    scopes: ADMIN,
    params: z.object({ feed: z.string().max(60) }),
    body: z.strictObject({ fileName: z.string().min(1).max(200), rows: z.array(Row).min(1).max(10_000) }),
    data: ImportRun,
  }),
  list: endpoint({
    method: 'GET',
    path: '/imports',
    summary: 'The latest runs, newest first',
    scopes: ADMIN,
    data: z.array(ImportRun),
  }),
  rejects: endpoint({
    method: 'GET',
    path: '/imports/rejects',
    summary: 'Rows that wait for a correction',
    scopes: ADMIN,
    query: z.object({ feed: z.string().max(60).optional() }),
    data: z.array(RejectedRow),
  }),
  replay: endpoint({
    method: 'POST',
    path: '/imports/rejects/:id',
    summary: 'Takes a corrected row in the place of a refused one, or drops it',
    scopes: ADMIN,
    params: z.object({ id: z.uuid() }),
    body: z.discriminatedUnion('action', [
      z.strictObject({ action: z.literal('replay'), row: Row }),
      z.strictObject({ action: z.literal('drop') }),
    ]),
    data: z.object({ settled: z.literal(true) }),
  }),
} as const
