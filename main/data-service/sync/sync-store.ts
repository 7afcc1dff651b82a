import type { OpResult, SyncCell, SyncReference, SyncSite } from '../../../shared/contract/sync.ts'
import type { ErrorCode } from '../../../shared/core/errors.ts'
import type { SiteReview } from '../../../shared/contract/review.ts'
import type { StoredAct } from '../db/acts.ts'
import type { BaseCell, Place } from '../db/cells.ts'
import type { NewOperation, Operation, OpState, Theirs } from '../db/operations.ts'
import type { ScopeState } from '../db/scopes.ts'

/**
 * What sync keeps, as it asks for it. Every decision is made above this line, so that the same decisions run over the
 * encrypted store of a laptop and over the memory of a simulator (sync.md 4.1); below it is only keeping and finding.
 */
export type SyncStore = {
  /** All of it or nothing; inside another one it is a part of that one. */
  readonly transaction: <T>(work: () => T) => T

  readonly baseOf: (place: Place) => BaseCell
  /** The commit a cell was last heard from; 0 for never, and for a history that was left. */
  readonly seqOf: (cell: Pick<SyncCell, 'siteId' | 'scenario' | 'period' | 'lineId'>) => number
  /** Generation -1 keeps the one the cell has. */
  readonly saveCell: (cell: SyncCell, generation: number) => void
  /** This snapshot brought the cell too, though nothing newer. */
  readonly touchCell: (cell: SyncCell, generation: number) => void
  /** Values and reviews stay, but no version is known and anything told from now on is newer. */
  readonly forgetVersions: () => void
  /** What a scope holds is not what the server told: anything told of its cells from now on is newer. */
  readonly distrust: (siteId: string, year: number) => void
  readonly countScope: (siteId: string, year: number) => number
  readonly countInGeneration: (siteId: string, year: number, generation: number) => number
  /** Cells of other generations that were heard from before a commit, and removing them. */
  readonly countSwept: (siteId: string, year: number, generation: number, asOfSeq: number) => number
  readonly sweep: (siteId: string, year: number, generation: number, asOfSeq: number) => void
  /** The newest commit in a scope, and the checksum over its cells; equal to the server's when both hold the same. */
  readonly checksumOf: (siteId: string, year: number) => ScopeSum

  readonly findOperation: (opId: string) => Operation | undefined
  /** The open operations of one cell, oldest first. */
  readonly openOf: (place: Place) => readonly Operation[]
  readonly openIn: (siteId: string, from: string, to: string) => readonly Operation[]
  /** Oldest first: those on their way without an answer, newer than one of them, and those that may go next. */
  readonly inflight: (limit: number, after?: number) => readonly Operation[]
  readonly sendable: (limit: number) => readonly Operation[]
  /** The oldest of those that may go next, marked as on their way. */
  readonly take: (limit: number) => readonly Operation[]
  /** Those that cannot go, because they do not know their base yet. */
  readonly baseless: () => readonly Operation[]
  /** What the server acknowledged after a commit, oldest first. */
  readonly acknowledgedAfter: (seq: number) => readonly Operation[]
  /** What was written last in a cell. */
  readonly newestOf: (place: Place) => Operation | undefined
  readonly addOperation: (op: NewOperation) => void
  readonly setState: (opId: string, state: OpState) => void
  readonly setBase: (opId: string, ver: number, value: number | null) => void
  readonly setAcknowledged: (opId: string, state: 'applied' | 'same', ver: number, seq: number) => void
  /** Those of these ids that are on their way with nothing newer in their cell. */
  readonly unfollowed: (opIds: readonly string[]) => ReadonlySet<string>
  /**
   * The server took such operations: its cell holds what they wrote, unless something newer was heard of it already, and
   * nothing is shown over it any more.
   */
  readonly acknowledge: (taken: readonly Taken[], written: Pick<SyncCell, 'by' | 'byName' | 'at'>) => void
  readonly setConflict: (opId: string, theirs: Theirs) => void
  readonly setRejected: (opId: string, code: ErrorCode, message: string) => void
  /** No open operation knows a version any more, neither its base nor the other side's. */
  readonly forgetBases: () => void
  readonly showDraft: (op: Place & { readonly value: number | null; readonly opId: string }) => void
  readonly dropDraft: (place: Place) => void

  readonly findScope: (scopeId: string) => ScopeState | undefined
  readonly scopes: () => readonly ScopeState[]
  readonly saveScope: (scope: ScopeState) => void

  /** The server has another version of what a site's figures depend on beside its cells. */
  readonly isReferenceStale: (siteId: string) => boolean
  readonly saveReference: (reference: SyncReference) => void

  /** Steps of a review that have not been answered, in the order they were made. */
  readonly unsentActs: () => readonly StoredAct[]
  /** Those the server took after a commit. */
  readonly acceptedActsAfter: (seq: number) => readonly StoredAct[]
  /** Steps of a site that are not the server's as far as is known here: unanswered or refused. */
  readonly heldActs: (siteId: string) => readonly StoredAct[]
  readonly setActState: (actId: string, state: 'waiting' | 'inflight') => void
  readonly setActAccepted: (actId: string, seq: number) => void
  readonly setActRefused: (actId: string, code: ErrorCode, message: string) => void
  /** The server has another version of a site's states, reasons and forecasts of record. */
  readonly isReviewStale: (siteId: string) => boolean
  readonly saveReview: (review: SiteReview) => void

  /** The histories this laptop has followed, oldest first; the last one is the one it follows. */
  readonly epochs: () => readonly string[]
  readonly addEpoch: (epoch: string) => void
  readonly setLastSyncedAt: (at: string) => void
  /** True when the list is another than before. */
  readonly replaceSites: (sites: readonly SyncSite[]) => boolean
}

/** An answer that says: the server holds what was sent. */
export type Taken = Extract<OpResult, { readonly status: 'applied' | 'same' }>

/** What a scope holds, in short: where its feed stands and a sum over every cell's key, version and value. */
export type ScopeSum = { readonly seq: number; readonly checksum: string }
