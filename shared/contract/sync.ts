import { z } from 'zod'
import { SCENARIOS } from '../categories/line.ts'
import { endpoint } from './api.ts'
import { CellPeriod, CellValue, DayPeriod, LineId, SiteId } from './cell.ts'
import { ErrorCodeSchema } from './api.ts'
import { CellImports, CellImportsKey } from './cell-imports.ts'
import { SiteAttributes } from './site-filter.ts'

/** The part of the data a laptop follows: one site and fiscal year, `0427:2026` (sync.md 3.3). */
export const ScopeId = z.string().regex(/^[A-Za-z0-9]{1,20}:\d{4}$/, 'A scope must look like 0427:2026.')
export const scopeIdOf = (siteId: string, year: number): string => `${siteId}:${year}`

/** Sent with every sync answer; without it the answer is not from our server (captive portal). */
export const EPOCH_HEADER = 'x-sync-epoch'
/** Names the laptop; part of what makes an operation unique (sync.md 3.3 rule 2). */
export const DEVICE_HEADER = 'x-device-id'
/** The version of the Frontline that asks; one that is too old is told so (CLIENT_TOO_OLD). */
export const CLIENT_HEADER = 'x-client-version'
/** With more edits than this waiting the person is told; none is ever refused for it (sync.md 3.4). */
export const MANY_WAITING = 50_000
/** At most this many operations and bytes in one push (sync.md S12). */
export const PUSH_LIMITS = { operations: 10_000, bytes: 8_000_000 } as const

/** A site as the laptop needs it. */
export const SyncSite = z.object({
  siteId: SiteId,
  name: z.string(),
  districtId: z.string(),
  districtName: z.string(),
  regionName: z.string(),
  /** Rooms available; 0 when it is not set. */
  totalRooms: z.number().int().min(0),
  contractTypes: z.array(z.string()),
  /** Rises with every change of the site's contract, staff or master, or of the settings: a laptop that knows another one asks for it. */
  referenceVer: z.number().int().min(0).default(0),
  /** Rises with every state, reason and forecast of record of the site: a laptop that knows another one asks for them. */
  reviewVer: z.number().int().min(0).default(0),
  attributes: SiteAttributes.prefault({}),
})
export type SyncSite = z.infer<typeof SyncSite>

/** What figures of a site depend on beside its cells (domain.md 1.1, 1.3, 3.3). */
export const SyncReference = z.object({
  siteId: SiteId,
  referenceVer: z.number().int().min(0),
  /** In the shape of `POST /calculate`; null where nobody entered a contract. */
  contract: z.record(z.string(), z.unknown()).nullable(),
  jobs: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      familyId: z.string(),
      averageRate: z.number().nullable(),
      employees: z.number().int(),
      annualSalary: z.number().nullable(),
    }),
  ),
  startDate: DayPeriod.nullable(),
  closeDate: DayPeriod.nullable(),
  /** The settings of the system in the shape of `PUT /config`; a change of them raises every site's version. */
  settings: z.record(z.string(), z.unknown()).default({}),
})
export type SyncReference = z.infer<typeof SyncReference>

export const SyncScope = z.object({
  scopeId: ScopeId,
  siteId: SiteId,
  year: z.number().int(),
  headSeq: z.number().int().min(0),
  /** Cursors below this are too old: take a new snapshot. */
  minCursor: z.number().int().min(0),
})
export type SyncScope = z.infer<typeof SyncScope>

/** The server's state of one cell. */
export const SyncCell = z.object({
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  scenario: z.enum(SCENARIOS),
  value: CellValue,
  /** Version of this cell, 1 for the first write. */
  ver: z.number().int().min(1),
  /** Place in the commit order of the whole server. */
  seq: z.number().int().min(1),
  deleted: z.boolean(),
  /** Subject and shown name of the last writer. */
  by: z.string(),
  byName: z.string(),
  /** The operation that made this version, where a person did. */
  opId: z.string().nullable(),
  at: z.iso.datetime(),
})
export type SyncCell = z.infer<typeof SyncCell>

/** One edited cell on its way to the server. Only `forecast` cells are ever sent. */
export const SyncOp = z.strictObject({
  opId: z.uuid(),
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  /** Version and value the author saw; 0 and null for a cell that was not there. */
  baseVer: z.number().int().min(0),
  baseValue: CellValue,
  value: CellValue,
  /** The gesture it belongs to: one paste is one group. */
  groupId: z.uuid(),
  source: z.enum(['typed', 'paste', 'clear', 'undo', 'redo', 'fill', 'resolve']),
  editedAt: z.iso.datetime(),
})
export type SyncOp = z.infer<typeof SyncOp>

const ServerSide = z.object({
  value: CellValue,
  ver: z.number().int().min(0),
  /** The commit that made this version; 0 for a cell that was never there. */
  seq: z.number().int().min(0).optional(),
  by: z.string(),
  byName: z.string(),
})

/** What became of one operation (sync.md 3.8). Stored with the effect: the same operation gets the same answer. */
export const OpResult = z.discriminatedUnion('status', [
  z.object({ opId: z.uuid(), status: z.literal('applied'), ver: z.number().int(), seq: z.number().int() }),
  /** The server already held this value. */
  z.object({ opId: z.uuid(), status: z.literal('same'), ver: z.number().int(), seq: z.number().int() }),
  z.object({ opId: z.uuid(), status: z.literal('conflict'), theirs: ServerSide }),
  z.object({ opId: z.uuid(), status: z.literal('rejected'), code: ErrorCodeSchema, message: z.string() }),
  z.object({ opId: z.uuid(), status: z.literal('forbidden'), code: ErrorCodeSchema, message: z.string() }),
])
export type OpResult = z.infer<typeof OpResult>

/** Where a scope stands: its newest commit, and a checksum over every cell's key, version and value. */
const ScopeCheck = z.object({ seq: z.number().int().min(0), checksum: z.string().regex(/^[0-9a-f]{12}$/) })

const READ = ['forecasting:read', 'statistics:read'] as const

export const syncApi = {
  scopes: endpoint({
    method: 'GET',
    path: '/sync/scopes',
    summary: 'The sites and years the caller may see, with where the feed of each stands',
    scopes: READ,
    query: z.object({
      /** The epochs the laptop has followed, oldest first, with commas: tells the server which restores it missed. */
      known: z.string().max(5000).optional(),
    }),
    data: z.object({
      epoch: z.string(),
      /** Oldest commit every kept history reaches back to, for clients that missed epochs. */
      restoredToSeq: z.number().int().min(0),
      /** Today in the business time zone. */
      businessDay: z.string(),
      sites: z.array(SyncSite),
      scopes: z.array(SyncScope),
    }),
  }),
  snapshot: endpoint({
    method: 'GET',
    path: '/sync/snapshot',
    summary: 'All cells of a scope, in pages, pinned at the commit of the first page',
    scopes: READ,
    query: z.object({
      scope: ScopeId,
      page: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(10_000).optional(),
    }),
    data: z.object({
      scopeId: ScopeId,
      /** Follow the feed from here once the last page is in. */
      asOfSeq: z.number().int().min(0),
      cells: z.array(SyncCell),
      /** Hand this back as `page` for the rest; null on the last page. */
      nextPage: z.string().nullable(),
      /** On the last page: how many cells all pages together held. */
      count: z.number().int().nullable(),
      /** On the last page: what a laptop that holds the scope as of `check.seq` must come to; else null. */
      check: ScopeCheck.nullish(),
    }),
  }),
  changes: endpoint({
    method: 'GET',
    path: '/sync/changes',
    summary: 'What was committed in a scope after a cursor, in commit order',
    scopes: READ,
    query: z.object({
      scope: ScopeId,
      cursor: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(10_000).optional(),
    }),
    data: z.object({
      scopeId: ScopeId,
      cells: z.array(SyncCell),
      cursor: z.number().int().min(0),
      hasMore: z.boolean(),
      /** Without more to come: what a laptop that holds the scope as of `check.seq` must come to; else null. */
      check: ScopeCheck.nullish(),
    }),
  }),
  reference: endpoint({
    method: 'GET',
    path: '/sync/reference',
    summary: 'Contract and staff of a site, which its figures are computed from; it tells pay by job code',
    // Whoever reads statistics alone is told no pay (domain.md 3.11).
    scopes: ['payroll:read', 'forecasting:read'],
    query: z.object({ site: SiteId }),
    data: SyncReference,
  }),
  imports: endpoint({
    method: 'GET',
    path: '/sync/imports',
    summary: 'The rows of files a loaded cell is made from, for whoever follows a figure down to its origin',
    // Rows of the labor system tell of pay, as contract and staff do.
    scopes: ['payroll:read', 'forecasting:read'],
    query: CellImportsKey,
    data: CellImports,
  }),
  push: endpoint({
    method: 'POST',
    path: '/sync/push',
    summary: 'Edited cells from one laptop, oldest first; one result for each',
    scopes: ['forecasting:write'],
    body: z.strictObject({ ops: z.array(SyncOp).min(1).max(PUSH_LIMITS.operations) }),
    data: z.object({ results: z.array(OpResult) }),
  }),
  ops: endpoint({
    method: 'GET',
    path: '/sync/ops',
    summary: 'The stored outcome of operations this laptop sent',
    scopes: READ,
    query: z.object({
      ids: z
        .string()
        .max(40_000)
        .transform((text) => text.split(','))
        .pipe(z.array(z.uuid()).min(1).max(1000)),
    }),
    data: z.object({ results: z.array(OpResult) }),
  }),
} as const
