import type { SyncCell, SyncReference, syncApi } from '../../../shared/contract/sync.ts'
import type { z } from 'zod'
import { must } from '../../../shared/core/bug.ts'
import { monthOf, monthsOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import {
  countInGeneration,
  countScope,
  countSwept,
  forgetVersions,
  type Place,
  saveCell,
  seqOf,
  sweep,
  touchCell,
} from '../db/cells.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import {
  acknowledgedAfter,
  addOperation,
  forgetBases,
  openIn,
  openOf,
  openOperations,
  type Operation,
  setBase,
  setState,
  showDraft,
} from '../db/operations.ts'
import {
  findScope,
  finishSnapshot,
  loadedYears,
  replaceScopes,
  saveCursor,
  saveDoubt,
  saveSnapshotPage,
  startAllSnapshots,
  startSnapshot,
} from '../db/scopes.ts'
import { saveReference } from '../db/references.ts'
import { replaceSites } from '../db/sites.ts'
import { type Database, inTransaction } from '../db/store.ts'
import { meetServer, type Me } from './settle.ts'

export type ScopesAnswer = z.infer<(typeof syncApi)['scopes']['data']>
export type SnapshotAnswer = z.infer<(typeof syncApi)['snapshot']['data']>
export type ChangesAnswer = z.infer<(typeof syncApi)['changes']['data']>

/** The months of each site that look different now. */
export type Touched = Map<string, Set<string>>

const touch = (touched: Touched, { siteId, period }: { siteId: string; period: string }): void => {
  const months = touched.get(siteId)
  if (months) months.add(monthOf(period))
  else touched.set(siteId, new Set([monthOf(period)]))
}

/**
 * Takes over what may be seen and where each feed stands. A new epoch means that the server was restored (sync.md
 * 3.6): every scope is fetched anew, edits keep their value and wait for their new base, and what the server
 * acknowledged after the restore point is offered again.
 */
export function applyScopes(db: Database, answer: ScopesAnswer, newId: () => string): { sitesChanged: boolean } {
  return inTransaction(db, () => {
    const known = readMeta(db, 'epoch')
    if (known !== undefined && known !== answer.epoch) leaveHistory(db, answer.restoredToSeq, newId)
    writeMeta(db, 'epoch', answer.epoch)
    replaceScopes(db, answer.scopes)
    return { sitesChanged: replaceSites(db, answer.sites) }
  })
}

function leaveHistory(db: Database, restoredToSeq: number, newId: () => string): void {
  const again = (op: Operation): void => {
    const next = { ...op, opId: newId(), baseVer: -1, state: 'pending' as const }
    addOperation(db, next)
    showDraft(db, next)
  }
  for (const op of acknowledgedAfter(db, restoredToSeq)) if (openOf(db, op).length === 0) again(op)
  for (const op of openOperations(db)) {
    if (op.state !== 'inflight') continue
    // The old server may have taken it or not: under a new id it is merged with what is there.
    setState(db, op.opId, 'superseded')
    const [follower] = openOf(db, op)
    // What followed it stood on a value that may never have arrived: it stands where the first one stood.
    if (follower) setBase(db, follower.opId, -1, op.baseValue)
    else again(op)
  }
  forgetBases(db)
  forgetVersions(db)
  startAllSnapshots(db)
}

/** Keeps what a feed or a snapshot tells of one cell, unless something newer is known. */
function take(db: Database, cell: SyncCell, generation: number, me: Me, touched: Touched): void {
  if (cell.seq <= seqOf(db, cell)) {
    if (generation >= 0) touchCell(db, cell, generation)
    return
  }
  saveCell(db, cell, generation)
  touch(touched, cell)
  if (cell.scenario === 'forecast') meetServer(db, cell, me)
}

/** The next page of what changed in a scope: cells and cursor are one transaction. */
export function applyChanges(db: Database, answer: ChangesAnswer, me: Me): Touched {
  return inTransaction(db, () => {
    const touched: Touched = new Map()
    for (const cell of answer.cells) take(db, cell, -1, me, touched)
    saveCursor(db, answer.scopeId, answer.cursor, answer.hasMore)
    return touched
  })
}

/**
 * The next page of a snapshot: cells and the place to go on from are one transaction, so a crash resumes there.
 * The last page is believed only when all pages together held as many cells as the server counted; then what the
 * server does not have any more is removed, and every edit in the scope is merged with what is there now.
 */
export function applySnapshot(db: Database, answer: SnapshotAnswer, me: Me): Touched {
  return inTransaction(db, () => {
    const scope = must(findScope(db, answer.scopeId), `no scope ${answer.scopeId}`)
    const touched: Touched = new Map()
    for (const cell of answer.cells) take(db, cell, scope.generation, me, touched)
    if (answer.nextPage !== null) {
      saveSnapshotPage(db, scope.scopeId, answer.nextPage)
      return touched
    }
    const { siteId, year, generation } = scope
    if (answer.count !== null && countInGeneration(db, siteId, year, generation) !== answer.count) {
      startSnapshot(db, scope.scopeId)
      return touched
    }
    const gone = countSwept(db, siteId, year, generation, answer.asOfSeq)
    if (gone > 200 && gone * 5 > countScope(db, siteId, year) && scope.doubt !== gone) {
      saveDoubt(db, scope.scopeId, gone) // an empty answer must not empty the laptop: ask once more
      startSnapshot(db, scope.scopeId)
      return touched
    }
    sweep(db, siteId, year, generation, answer.asOfSeq)
    finishSnapshot(db, scope.scopeId, answer.asOfSeq)
    const places = new Map<string, Place>()
    for (const op of openIn(db, siteId, `${year}`, `${year}-99`)) places.set(`${op.period}|${op.lineId}`, op)
    for (const place of places.values()) meetServer(db, place, me)
    for (let month = 1; month <= 12; month += 1)
      touch(touched, { siteId, period: `${year}-${String(month).padStart(2, '0')}` })
    return touched
  })
}

/** Keeps contract and staff of a site; every month of the years that are in may look different now. */
export function applyReference(db: Database, siteId: string, reference: SyncReference): Touched {
  if (reference.siteId !== siteId) throw new AppError('INTEGRATION_ERROR', FOREIGN)
  return inTransaction(db, () => {
    saveReference(db, reference)
    const touched: Touched = new Map()
    for (const year of loadedYears(db, siteId)) {
      for (const month of monthsOf(year)) touch(touched, { siteId, period: month })
    }
    return touched
  })
}

const FOREIGN = 'The server answered about another site than the one that was asked for.'

/** An answer about another scope than the one that was asked for changes nothing. */
export function assertScope(asked: string, answer: { scopeId: string; cells: readonly SyncCell[] }): void {
  const [siteId, year] = asked.split(':')
  const foreign = answer.cells.some((cell) => cell.siteId !== siteId || cell.period.slice(0, 4) !== year)
  if (answer.scopeId === asked && !foreign) return
  throw new AppError('INTEGRATION_ERROR', FOREIGN)
}
