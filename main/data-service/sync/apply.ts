import { scopeIdOf, type SyncCell, type SyncReference, type syncApi } from '../../../shared/contract/sync.ts'
import type { z } from 'zod'
import { must } from '../../../shared/core/bug.ts'
import { monthOf, monthsOf, yearOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import type { Place } from '../db/cells.ts'
import type { Operation } from '../db/operations.ts'
import { doubted, finished, followed, mayLose, paged, restarted, told } from './scope-steps.ts'
import { meetServer, type Me } from './settle.ts'
import type { SyncStore } from './sync-store.ts'

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
export function applyScopes(store: SyncStore, answer: ScopesAnswer, newId: () => string): { sitesChanged: boolean } {
  return store.transaction(() => {
    const known = store.epochs().at(-1)
    if (known !== undefined && known !== answer.epoch) leaveHistory(store, answer.restoredToSeq, newId)
    store.addEpoch(answer.epoch)
    const listed = new Set(answer.scopes.map((scope) => scope.scopeId))
    for (const scope of store.scopes()) {
      if (scope.visible && !listed.has(scope.scopeId)) store.saveScope({ ...scope, visible: false })
    }
    for (const scope of answer.scopes) store.saveScope(told(store.findScope(scope.scopeId), scope))
    setAsideUnreachable(store)
    return { sitesChanged: store.replaceSites(answer.sites) }
  })
}

function leaveHistory(store: SyncStore, restoredToSeq: number, newId: () => string): void {
  const again = (op: Operation): void => {
    const next = { ...op, opId: newId(), baseVer: -1, state: 'pending' as const }
    store.addOperation(next)
    store.showDraft(next)
  }
  const words = lastWords(store.acknowledgedAfter(restoredToSeq))
  for (const { op, first, step } of words.values()) {
    standBefore(store, store.openOf(op)[0], op.value, first)
    // Where all of it comes to no change at all, the last step alone counts.
    const baseValue = first === op.value ? step : first
    // An older one of the cell gave way to it; who only agreed with what was there has nothing to offer.
    if (store.newestOf(op)?.n === op.n && op.value !== baseValue) again({ ...op, baseValue })
  }
  for (const op of store.inflight(Number.MAX_SAFE_INTEGER)) {
    // The old server may have taken it or not: under a new id it is merged with what is there.
    store.setState(op.opId, 'superseded')
    const [follower] = store.openOf(op)
    const word = words.get(cellKey(op))
    const stoodOnIt = word?.op.value === op.baseValue && word.first !== op.value
    if (follower) standBefore(store, follower, op.value, op.baseValue)
    else again(stoodOnIt ? { ...op, baseValue: word.first } : op)
  }
  // Under the same id: where the server still has it, it only answers again.
  for (const { act } of store.acceptedActsAfter(restoredToSeq)) store.setActState(act.actId, 'waiting')
  store.forgetBases()
  store.forgetVersions()
  for (const scope of store.scopes()) store.saveScope({ ...restarted(scope), cursor: 0, doubt: 0, removal: 0 })
}

/** What stands on an edit that may be gone stands on what was there before it, unless it wrote just that. */
function standBefore(store: SyncStore, open: Operation | undefined, gone: number | null, before: number | null): void {
  if (open?.state === 'pending' && open.baseValue === gone && open.value !== before) {
    store.setBase(open.opId, -1, before)
  }
}

type LastWord = {
  readonly op: Operation
  /** What its author saw before the first of the edits that led to it, and before the last one that changed something. */
  readonly first: number | null
  readonly step: number | null
  readonly isOwn: boolean
}

/**
 * Each cell's newest acknowledged edit: what its author committed on top of their own commits is one change, and what
 * they only said again changes nothing about it.
 */
function lastWords(acknowledged: readonly Operation[]): ReadonlyMap<string, LastWord> {
  const words = new Map<string, LastWord>()
  for (const op of acknowledged) {
    const key = cellKey(op)
    const before = words.get(key)
    const follows = before !== undefined && before.op.value === op.baseValue
    if (follows && op.value === op.baseValue) words.set(key, { ...before, op })
    else {
      const first = follows && before.isOwn ? before.first : op.baseValue
      words.set(key, { op, first, step: op.baseValue, isOwn: op.state === 'applied' })
    }
  }
  return words
}

const cellKey = ({ siteId, period, lineId }: Place): string => `${siteId}|${period}|${lineId}`

/**
 * An edit that has lost its base waits for a snapshot; where the site may not be seen any more none comes, so it is
 * put aside with the reason and stays with the person (sync.md 3.8).
 */
function setAsideUnreachable(store: SyncStore): void {
  const visible = new Set(store.scopes().flatMap((scope) => (scope.visible ? [scope.scopeId] : [])))
  for (const op of store.baseless()) {
    if (visible.has(scopeIdOf(op.siteId, yearOf(op.period)))) continue
    if (store.openOf(op).some((other) => other.state === 'inflight')) continue // its answer tells
    store.setRejected(op.opId, 'SCOPE_REVOKED', 'You do not have access to this site any more.')
  }
}

/** Keeps what a feed or a snapshot tells of one cell, unless something newer is known. */
function take(store: SyncStore, cell: SyncCell, generation: number, me: Me, touched: Touched): void {
  if (cell.seq <= store.seqOf(cell)) {
    if (generation >= 0) store.touchCell(cell, generation)
    return
  }
  store.saveCell(cell, generation)
  touch(touched, cell)
  if (cell.scenario === 'forecast') meetServer(store, cell, me)
}

/** Forecast cells with a value that a page tells are gone. */
const countRemovals = (store: SyncStore, cells: readonly SyncCell[]): number =>
  cells.filter((cell) => cell.deleted && cell.scenario === 'forecast' && store.baseOf(cell).value !== null).length

/** The next page of what changed in a scope: cells and cursor are one transaction. */
export function applyChanges(store: SyncStore, answer: ChangesAnswer, me: Me): Touched {
  return store.transaction(() => {
    const scope = must(store.findScope(answer.scopeId), `no scope ${answer.scopeId}`)
    const touched: Touched = new Map()
    const gone = countRemovals(store, answer.cells)
    if (!mayLose(scope, gone, store.countScope(scope.siteId, scope.year))) {
      store.saveScope(doubted(scope, gone))
      return touched
    }
    for (const cell of answer.cells) take(store, cell, -1, me, touched)
    store.saveScope(followed(scope, answer.cursor, answer.hasMore))
    return touched
  })
}

/**
 * The next page of a snapshot: cells and the place to go on from are one transaction, so a crash resumes there.
 * The last page is believed only when all pages together held as many cells as the server counted; then what the
 * server does not have any more is removed, and every edit in the scope is merged with what is there now.
 */
export function applySnapshot(store: SyncStore, answer: SnapshotAnswer, me: Me): Touched {
  return store.transaction(() => {
    const scope = must(store.findScope(answer.scopeId), `no scope ${answer.scopeId}`)
    const touched: Touched = new Map()
    for (const cell of answer.cells) take(store, cell, scope.generation, me, touched)
    if (answer.nextPage !== null) {
      store.saveScope(paged(scope, answer.nextPage))
      return touched
    }
    const { siteId, year, generation } = scope
    if (answer.count !== null && store.countInGeneration(siteId, year, generation) !== answer.count) {
      store.saveScope(restarted(scope))
      return touched
    }
    const gone = store.countSwept(siteId, year, generation, answer.asOfSeq)
    if (!mayLose(scope, gone, store.countScope(siteId, year))) {
      store.saveScope(doubted(scope, gone))
      return touched
    }
    store.sweep(siteId, year, generation, answer.asOfSeq)
    store.saveScope(finished(scope, answer.asOfSeq))
    const places = new Map<string, Place>()
    for (const op of store.openIn(siteId, `${year}`, `${year}-99`)) places.set(`${op.period}|${op.lineId}`, op)
    for (const place of places.values()) meetServer(store, place, me)
    for (let month = 1; month <= 12; month += 1)
      touch(touched, { siteId, period: `${year}-${String(month).padStart(2, '0')}` })
    return touched
  })
}

/** Takes over what a site's figures depend on beside its cells; every month of it looks different now. */
export function applyReference(store: SyncStore, siteId: string, reference: SyncReference): Touched {
  if (reference.siteId !== siteId) throw foreign()
  return store.transaction(() => {
    store.saveReference(reference)
    const touched: Touched = new Map()
    for (const scope of store.scopes()) {
      if (scope.siteId !== siteId || !scope.loaded || !scope.visible) continue
      for (const month of monthsOf(scope.year)) touch(touched, { siteId, period: month })
    }
    return touched
  })
}

/** What is said of an answer that nobody asked for. */
export const foreign = (): AppError =>
  new AppError('INTEGRATION_ERROR', 'The server answered about another site than the one that was asked for.')

/** An answer about another scope than the one that was asked for changes nothing. */
export function assertScope(asked: string, answer: { scopeId: string; cells: readonly SyncCell[] }): void {
  const [siteId, year] = asked.split(':')
  const isForeign = answer.cells.some((cell) => cell.siteId !== siteId || cell.period.slice(0, 4) !== year)
  if (answer.scopeId === asked && !isForeign) return
  throw foreign()
}
