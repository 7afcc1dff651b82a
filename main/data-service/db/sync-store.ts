import { openActsOf, acceptedAfter, setActAccepted, setActRefused, setActState, unsentActs } from './acts.ts'
import { forgetReviewVersions, isReviewStale, saveReview } from './reviews.ts'
import type { SyncStore } from '../sync/sync-store.ts'
import { acknowledge, unfollowed } from './acknowledge.ts'
import * as cells from './cells.ts'
import { checksumOf } from './checksum.ts'
import { addEpoch, readEpochs, writeMeta } from './meta.ts'
import * as operations from './operations.ts'
import { isReferenceStale, saveReference } from './references.ts'
import { allScopes, findScope, saveScope } from './scopes.ts'
import { replaceSites } from './sites.ts'
import { type Database, inTransaction } from './store.ts'

/** What sync keeps, in the laptop's encrypted store. */
export const syncStore = (db: Database): SyncStore => ({
  transaction: (work) => inTransaction(db, work),

  baseOf: (place) => cells.baseOf(db, place),
  seqOf: (cell) => cells.seqOf(db, cell),
  saveCell: (cell, generation) => cells.saveCell(db, cell, generation),
  touchCell: (cell, generation) => cells.touchCell(db, cell, generation),
  forgetVersions: () => {
    cells.forgetVersions(db)
    forgetReviewVersions(db)
  },
  distrust: (siteId, year) => cells.distrust(db, siteId, year),
  countScope: (siteId, year) => cells.countScope(db, siteId, year),
  countInGeneration: (siteId, year, generation) => cells.countInGeneration(db, siteId, year, generation),
  countSwept: (siteId, year, generation, asOfSeq) => cells.countSwept(db, siteId, year, generation, asOfSeq),
  sweep: (siteId, year, generation, asOfSeq) => void cells.sweep(db, siteId, year, generation, asOfSeq),
  checksumOf: (siteId, year) => checksumOf(db, siteId, year),

  findOperation: (opId) => operations.findOperation(db, opId),
  openOf: (place) => operations.openOf(db, place),
  openIn: (siteId, from, to) => operations.openIn(db, siteId, from, to),
  inflight: (limit, after) => operations.inflight(db, limit, after),
  sendable: (limit) => operations.sendable(db, limit),
  take: (limit) => operations.take(db, limit),
  baseless: () => operations.baseless(db),
  acknowledgedAfter: (seq) => operations.acknowledgedAfter(db, seq),
  newestOf: (place) => operations.newestOf(db, place),
  addOperation: (op) => operations.addOperation(db, op),
  setState: (opId, state) => operations.setState(db, opId, state),
  setBase: (opId, ver, value) => operations.setBase(db, opId, ver, value),
  setAcknowledged: (opId, state, ver, seq) => operations.setAcknowledged(db, opId, state, ver, seq),
  unfollowed: (opIds) => unfollowed(db, opIds),
  acknowledge: (taken, written) => acknowledge(db, taken, written),
  setConflict: (opId, theirs) => operations.setConflict(db, opId, theirs),
  setRejected: (opId, code, message) => operations.setRejected(db, opId, code, message),
  forgetBases: () => operations.forgetBases(db),
  showDraft: (op) => operations.showDraft(db, op),
  dropDraft: (place) => operations.dropDraft(db, place),

  findScope: (scopeId) => findScope(db, scopeId),
  scopes: () => allScopes(db),
  saveScope: (scope) => saveScope(db, scope),

  isReferenceStale: (siteId) => isReferenceStale(db, siteId),
  saveReference: (reference) => saveReference(db, reference),

  unsentActs: () => unsentActs(db),
  acceptedActsAfter: (seq) => acceptedAfter(db, seq),
  heldActs: (siteId) => openActsOf(db, siteId),
  setActState: (actId, state) => setActState(db, actId, state),
  setActAccepted: (actId, seq) => setActAccepted(db, actId, seq),
  setActRefused: (actId, code, message) => setActRefused(db, actId, code, message),
  isReviewStale: (siteId) => isReviewStale(db, siteId),
  saveReview: (review) => saveReview(db, review),

  epochs: () => readEpochs(db),
  addEpoch: (epoch) => addEpoch(db, epoch),
  setLastSyncedAt: (at) => writeMeta(db, 'lastSyncedAt', at),
  replaceSites: (sites) => replaceSites(db, sites),
})
