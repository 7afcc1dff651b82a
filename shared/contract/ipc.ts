import { z } from 'zod'
import { CellImports, CellImportsKey } from './cell-imports.ts'
import { DeviceId, Laptops } from './laptops.ts'
import { PL_PERIODS } from '../calc/profit-and-loss/months-in.ts'
import { Backup } from './backup.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { Exported, ExportKey, ExportProgress, Printed, PrintKey } from './export.ts'
import { Remarks } from './comments.ts'
import { KeptWarning } from './kept-warning.ts'
import { TypedAs } from './typed-as.ts'
import {
  PL_BASELINES,
  PlCellDetail,
  PlCellKey,
  PlKey,
  ProfitAndLoss,
  Rollup,
  ROLLUP_LEVELS,
  RollupKey,
} from './profit-and-loss.ts'
import { DrillKey, PlDrill } from './pl-drill.ts'
import { Places } from './places.ts'
import {
  FreezeSites,
  FrozenSites,
  MonthState,
  NewReviewAct,
  OpenAct,
  ReviewKey,
  ReviewQueue,
  ReviewSheet,
} from './review-sheet.ts'
import { RecoveryReport } from './recovery.ts'
import { SiteFilter } from './site-filter.ts'
import type { Reply } from './reply.ts'
import { WireErrorSchema } from './reply.ts'
import { Session } from './session.ts'
import {
  CategorySheet,
  CategorySheetKey,
  CellHistory,
  Gesture,
  HistoryKey,
  Saved,
  SheetKey,
  StatisticsSheet,
  UndoList,
  UndoState,
  Undone,
} from './sheet.ts'
import { CellMark } from './sheet.ts'
import { SyncSite } from './sync.ts'
import { UndoPreview, UndoPreviewKey } from './undo-preview.ts'
import { Causes, RollupWhyKey, SiteCausesKey, Why, WhyKey } from './why.ts'

/** Cells that the server wants removed, too many to believe it without a person's word (sync.md 3.5). */
export const MassRemoval = z.object({
  scopeId: z.string(),
  siteId: SiteId,
  year: z.number().int(),
  cells: z.number().int().min(1),
})
export type MassRemoval = z.infer<typeof MassRemoval>

/** What the sync pill and its panel say (sync.md 3.8). */
export const SyncStatus = z.object({
  /**
   * idle: everything sent and received. syncing: at it now. offline: no answer from the API. blocked: something
   * answers in its place. needs-sign-in: the API wants a new sign-in. waiting: asked to wait. refreshing: what was read
   * before does not hold any more and is read anew. refused: it must not go on.
   */
  state: z.enum([
    'starting',
    'idle',
    'syncing',
    'offline',
    'blocked',
    'needs-sign-in',
    'waiting',
    'refreshing',
    'refused',
  ]),
  /** Edited cells that are safe here and not at the server yet. */
  waiting: z.number().int().min(0),
  conflicts: z.number().int().min(0),
  rejected: z.number().int().min(0),
  /** Steps of a review that are safe here: not at the server yet, or not taken by it. */
  acts: z.object({ unsent: z.number().int().min(0), refused: z.number().int().min(0) }),
  lastSyncedAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  error: WireErrorSchema.nullable(),
  /** Minutes this computer's clock is ahead of the server's, less than zero behind it; 0 when it is right. */
  clockMinutes: z.number().int(),
  removals: z.array(MassRemoval),
})
export type SyncStatus = z.infer<typeof SyncStatus>

/** All that is on this laptop only and would be lost with it: cells and steps of a review, waiting, in conflict or refused. */
export const unsentOf = ({
  waiting,
  conflicts,
  rejected,
  acts,
}: Pick<SyncStatus, 'waiting' | 'conflicts' | 'rejected' | 'acts'>): number =>
  waiting + conflicts + rejected + acts.unsent + acts.refused

/** One edit that has not become the server's, with what happened and what to do next. */
export const QueueItem = z.object({
  opId: z.uuid(),
  siteId: SiteId,
  mark: CellMark,
  value: z.number().int().nullable(),
  /** What its author saw of the server's when they began. */
  base: z.number().int().nullable(),
  /** What it was typed or pasted with; decided together when a person wants that. */
  gesture: z.object({ id: z.uuid(), label: z.string() }),
  editedAt: z.iso.datetime(),
})
export type QueueItem = z.infer<typeof QueueItem>

export const SiteSummary = z.object({
  site: SyncSite,
  years: z.array(z.number().int()),
  waiting: z.number().int(),
  conflicts: z.number().int(),
  rejected: z.number().int(),
  /** Others' comments this person has not looked at. */
  newComments: z.number().int(),
})
export type SiteSummary = z.infer<typeof SiteSummary>

export const TABS = ['statistics', 'payroll', 'parking-rates', 'other-revenue', 'other-expenses', 'pl-view'] as const

export const PL_GROUPS = ['site', 'district', 'region', 'accountManager', 'districtManager'] as const
export const PL_LEVELS = ['site', ...ROLLUP_LEVELS] as const

/** What the window remembers between starts; never a number that somebody forecast. */
export const ZOOMS = ['day', 'week', 'month'] as const
/** The budget, the same weekday or month of last year, and the actual or, where that counts, what was forecast. */
export const BESIDES = ['budget', 'last-year', 'actual'] as const

export const Preferences = z.object({
  siteId: SiteId.nullable(),
  month: MonthPeriod.nullable(),
  tab: z.enum(TABS),
  theme: z.enum(['system', 'light', 'dark']),
  /** Which of the two a person types in Statistics (domain.md 2.2). */
  inputMode: z.enum(['percentage', 'rooms']),
  inspectorOpen: z.boolean(),
  /** The same beside a year of months, whose columns need the room. */
  monthDetailsOpen: z.boolean(),
  /** Which months of the year the P&L adds up, counted from the open month. */
  plPeriod: z.enum(PL_PERIODS),
  /** What the P&L is compared with (domain.md 9.4). */
  plBaseline: z.enum(PL_BASELINES),
  /** Whose P&L is shown: the open site's, or of all sites around it. */
  plLevel: z.enum(PL_LEVELS),
  /** By what the sites of a rollup are listed (domain.md 9.6). */
  plGroup: z.enum(PL_GROUPS),
  /** Which sites the P&L, the queue and packs are of (domain.md 9.7). */
  siteFilter: SiteFilter,
  /** Payroll by job family or by job code; null until somebody chose: then as the site's contract says (domain.md 3.1). */
  payrollMode: z.enum(['Group', 'Code']).nullable(),
  /** What the payroll grid shows of them. */
  payrollMetric: z.enum(['hours', 'cost', 'rate', 'revenue']),
  /** Which rows Statistics and Payroll have: days and weeks, weeks alone, or the months of the year (domain.md 1.6). */
  zoom: z.enum(ZOOMS),
  /** What is shown under each number of a grid. */
  beside: z.enum(BESIDES).nullable(),
  /** What Ctrl+' and Ctrl+Shift+' put into a cell: budget and last year, or as in Excel what stands above (decision 37). */
  quoteKeys: z.enum(['reference', 'above']),
  /** How several numbers go on when they are dragged; Ctrl does the other. */
  fillDrag: z.enum(['repeat', 'series']),
  /** What a paste does where some of its cells cannot take their text. */
  pasteRefused: z.enum(['take-others', 'all-or-nothing']),
  /** Whether 2k and 1.5m are numbers. */
  shorthand: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

/** Before anybody has changed one. */
export const FIRST_PREFERENCES: Preferences = {
  siteId: null,
  month: null,
  tab: 'statistics',
  theme: 'system',
  inputMode: 'percentage',
  inspectorOpen: true,
  monthDetailsOpen: false,
  plPeriod: 'year',
  plBaseline: 'budget',
  plLevel: 'site',
  plGroup: 'site',
  siteFilter: {},
  payrollMode: null,
  payrollMetric: 'hours',
  zoom: 'day',
  beside: null,
  quoteKeys: 'reference',
  fillDrag: 'repeat',
  pasteRefused: 'take-others',
  shorthand: true,
}

export const About = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  /** Operating system and processor. */
  system: z.string(),
  /** Human name of the key store that wraps the store's key. */
  keyStore: z.string(),
  folder: z.string(),
  /** What is known about a newer version, in words. */
  updates: z.string(),
  /** Every setting that has a value, and where it came from. */
  settings: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      source: z.enum(['policy', 'environment', 'file', 'default']),
    }),
  ),
})
export type About = z.infer<typeof About>

/** A copied block as Excel hands it over beside the plain text; too long ones are left out. */
export const CopiedForms = z.object({ spreadsheet: z.string().nullable(), html: z.string().nullable() })
export type CopiedForms = z.infer<typeof CopiedForms>

const none = z.undefined()

/** What the window may ask. One line is one method on `window.frontline.call`; `data` ones are the data service's. */
export const calls = {
  'session.read': { owner: 'main', input: none, output: Session },
  'session.signIn': { owner: 'main', input: none, output: Session },
  'session.cancelSignIn': { owner: 'main', input: none, output: Session },
  'session.unlock': {
    owner: 'main',
    input: z.strictObject({ passPhrase: z.string().min(1).max(1000) }),
    output: Session,
  },
  /** Without `keepUnsent` it refuses while edits wait, and says how many. */
  'session.signOut': {
    owner: 'main',
    input: z.strictObject({ keepUnsent: z.boolean() }),
    output: z.object({ signedOut: z.boolean(), waiting: z.number().int() }),
  },
  /** The pass phrase is forgotten: the next sign-in opens the data. */
  'session.forgetPassPhrase': { owner: 'main', input: none, output: Session },
  /** One's laptops as the server knows them; needs the network. */
  'laptops.read': { owner: 'main', input: none, output: Laptops },
  /** Asks the person, then marks a laptop as lost; what comes back is how things are now. */
  'laptops.lose': { owner: 'main', input: z.strictObject({ deviceId: DeviceId }), output: Laptops },
  'preferences.read': { owner: 'main', input: none, output: Preferences },
  'preferences.write': { owner: 'main', input: Preferences.partial().strict(), output: Preferences },
  'about.read': { owner: 'main', input: none, output: About },
  /** Forms of the clipboard that a page does not see as they are: Excel's own, with every digit. Null: not there. */
  'clipboard.read': { owner: 'main', input: none, output: CopiedForms },
  /** Asks where to, then writes an .xlsx or .csv; null when the person chose not to, or stopped it. */
  'export.start': { owner: 'main', input: ExportKey, output: Exported.nullable() },
  /** Asks where to, then writes the P&L that is on the screen as a PDF; null when the person chose not to. */
  'print.start': { owner: 'main', input: PrintKey, output: Printed.nullable() },
  /** Stops the export under way; the file that was there before stays. */
  'export.stop': { owner: 'data', input: none, output: none },
  /** Asks where to, then writes every edit that is not the server's yet; null when the person chose not to. */
  'unsent.export': {
    owner: 'main',
    input: none,
    output: z.object({ file: z.string(), rows: z.number().int() }).nullable(),
  },
  /** What was found damaged and mended, until it is dismissed; null when there is nothing to tell. */
  'recovery.read': { owner: 'data', input: none, output: RecoveryReport.nullable() },
  'recovery.dismiss': { owner: 'data', input: z.strictObject({ id: z.number().int() }), output: none },
  /** Where the person left the workbench, to go on there; written whole, a moment after they moved. */
  'places.read': { owner: 'data', input: none, output: Places },
  'places.write': { owner: 'data', input: Places, output: none },
  /** Copies of the store on this laptop, newest first. */
  'backups.list': { owner: 'data', input: none, output: z.array(Backup) },
  /** Puts a copy in the place of the store. Newer edits come back from the second copy; the store of now is kept aside. */
  'backups.restore': { owner: 'data', input: z.strictObject({ name: z.string().min(1) }), output: Backup },
  'sites.list': { owner: 'data', input: none, output: z.array(SiteSummary) },
  'sheet.read': { owner: 'data', input: SheetKey, output: StatisticsSheet },
  'category.read': { owner: 'data', input: CategorySheetKey, output: CategorySheet },
  'cells.write': { owner: 'data', input: Gesture, output: Saved },
  'gesture.undo': { owner: 'data', input: none, output: Undone.nullable() },
  'gesture.redo': { owner: 'data', input: none, output: Undone.nullable() },
  /** What undo or redo would do, where it is so much that a person should see it first; else null. */
  'gesture.preview': { owner: 'data', input: UndoPreviewKey, output: UndoPreview.nullable() },
  'gesture.state': { owner: 'data', input: none, output: UndoState },
  'gesture.list': { owner: 'data', input: none, output: UndoList },
  'cell.history': { owner: 'data', input: HistoryKey, output: CellHistory },
  /** The rows of files a loaded cell is made from, asked of the server now; OFFLINE where it is not reached. */
  'cell.imports': { owner: 'data', input: CellImportsKey, output: CellImports },
  /** Warnings of a site that somebody decided to keep, with the reason; keeping one is a step of a review. */
  'warnings.kept': { owner: 'data', input: z.strictObject({ siteId: SiteId }), output: z.array(KeptWarning) },
  /** The arithmetic that numbers of a site were typed as; it comes with the gesture that writes them. */
  'typedAs.read': { owner: 'data', input: z.strictObject({ siteId: SiteId }), output: z.array(TypedAs) },
  'profit-and-loss.read': { owner: 'data', input: PlKey, output: ProfitAndLoss },
  /** What opens behind one cell of the P&L (domain.md 9.5). */
  'profit-and-loss.cell': { owner: 'data', input: PlCellKey, output: PlCellDetail },
  /** One step down from a month or a day of the P&L, to the cells it was made from (grid-and-pnl.md D5). */
  'profit-and-loss.drill': { owner: 'data', input: DrillKey, output: PlDrill },
  /** Why a row differs from its baseline; null where one side is not known. */
  'profit-and-loss.why': { owner: 'data', input: WhyKey, output: Why.nullable() },
  'review.read': { owner: 'data', input: ReviewKey, output: ReviewSheet },
  /** Makes a step of a review: checked, then durable; refused with nothing kept. The same id twice is one. */
  'review.act': { owner: 'data', input: NewReviewAct, output: z.object({ madeAt: z.iso.datetime() }) },
  /** Finalises and freezes a month at every approved one of these sites: all of it durable, or nothing. */
  'review.freezeSites': { owner: 'data', input: FreezeSites, output: FrozenSites },
  /** Takes back a step that was not sent, or puts a refused one away. */
  'review.withdraw': { owner: 'data', input: z.strictObject({ actId: z.uuid() }), output: none },
  /** This person's steps at every site that are not the server's. */
  'review.open': { owner: 'data', input: none, output: z.array(OpenAct) },
  'review.states': { owner: 'data', input: none, output: z.array(MonthState) },
  'review.queue': { owner: 'data', input: z.strictObject({ month: MonthPeriod }), output: ReviewQueue },
  /** What people said about cells of a site; a comment is made with `review.act`. */
  'comments.read': { owner: 'data', input: z.strictObject({ siteId: SiteId }), output: Remarks },
  /** This person has looked at these. */
  'comments.see': {
    owner: 'data',
    input: z.strictObject({ siteId: SiteId, ids: z.array(z.uuid()).max(5000) }),
    output: Remarks,
  },
  'rollup.read': { owner: 'data', input: RollupKey, output: Rollup },
  /** Which sites the difference of a row comes from. */
  'rollup.why': { owner: 'data', input: RollupWhyKey, output: Why.nullable() },
  /** What moved at one of them: causes that add up to its line; null where it contributes nothing. */
  'rollup.siteCauses': { owner: 'data', input: SiteCausesKey, output: Causes.nullable() },
  'sync.status': { owner: 'data', input: none, output: SyncStatus },
  'sync.now': { owner: 'data', input: none, output: SyncStatus },
  /** A person lets go of what the server wants removed, or keeps it and has the server asked again. */
  'sync.decideRemoval': {
    owner: 'data',
    input: z.strictObject({ scopeId: z.string().min(1), remove: z.boolean() }),
    output: SyncStatus,
  },
  /** Asks where to, then writes what support needs to know of this laptop, without a value; null when not wanted. */
  'diagnostics.save': { owner: 'main', input: none, output: z.object({ file: z.string() }).nullable() },
  'sync.queue': { owner: 'data', input: none, output: z.array(QueueItem) },
} as const satisfies Record<string, { owner: 'main' | 'data'; input: z.ZodType; output: z.ZodType }>

/** What main or the data service may tell the window. */
export const events = {
  'session.changed': Session,
  'sync.changed': SyncStatus,
  'sites.changed': z.object({}),
  /** The store was found damaged while it was in use, and is whole again. */
  'store.recovered': RecoveryReport,
  /** States, reasons or forecasts of record of a site are others now. */
  'review.changed': z.object({ siteId: SiteId }),
  'export.progress': ExportProgress,
  'cells.changed': z.object({ siteId: SiteId, months: z.array(MonthPeriod) }),
  /** The data service: restarting after a crash, running again, or not to be started. */
  'service.changed': z.object({
    state: z.enum(['running', 'restarting', 'stopped']),
    error: WireErrorSchema.nullable(),
  }),
  /** A menu item was chosen. */
  'command.chosen': z.object({ command: z.string() }),
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type DataCallName = { [N in CallName]: (typeof calls)[N]['owner'] extends 'data' ? N : never }[CallName]
export type MainCallName = Exclude<CallName, DataCallName>
export type Input<N extends CallName> = z.infer<(typeof calls)[N]['input']>
export type Output<N extends CallName> = z.infer<(typeof calls)[N]['output']>
export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>

export type Handlers<N extends CallName> = { readonly [K in N]: (input: Input<K>) => Output<K> | Promise<Output<K>> }

/** `window.frontline`: the whole of what the window can reach. */
export type Bridge = {
  readonly call: { readonly [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>> }
  /** Returns its own undo; there is no `off`. */
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void
}
