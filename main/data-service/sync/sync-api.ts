import type { OpResult, SyncOp, SyncReference } from '../../../shared/contract/sync.ts'
import type { ActResult, ReviewAct, SiteReview } from '../../../shared/contract/review.ts'
import type { ChangesAnswer, ScopesAnswer, SnapshotAnswer } from './apply.ts'

/** The far end, as sync asks it. Whatever does not go well is thrown as an ApiFailure. */
export type SyncApi = {
  /** Tells which histories were followed, oldest first. */
  readonly scopes: (known: readonly string[]) => Promise<ScopesAnswer>
  readonly snapshot: (scopeId: string, page: string | null) => Promise<SnapshotAnswer>
  readonly reference: (siteId: string) => Promise<SyncReference>
  readonly changes: (scopeId: string, cursor: number) => Promise<ChangesAnswer>
  readonly push: (ops: readonly SyncOp[]) => Promise<readonly OpResult[]>
  /** Sends steps of a review; answered with each one's result and the sites as they are since. */
  readonly acts: (acts: readonly ReviewAct[]) => Promise<ActsAnswer>
  readonly review: (siteId: string) => Promise<SiteReview>
  /** The server's name for the request it answered last, for support. */
  readonly requestId: () => string | undefined
}

export type ActsAnswer = { readonly results: readonly ActResult[]; readonly reviews: readonly SiteReview[] }
