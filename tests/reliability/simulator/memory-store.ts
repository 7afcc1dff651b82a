import type { SiteReview } from '../../../shared/contract/review.ts'
import type { SyncCell } from '../../../shared/contract/sync.ts'
import { bug } from '../../../shared/core/bug.ts'
import { NO_CELL, type BaseCell, type Place } from '../../../main/data-service/db/cells.ts'
import type { NewAct, StoredAct } from '../../../main/data-service/db/acts.ts'
import type { Operation } from '../../../main/data-service/db/operations.ts'
import type { ScopeState } from '../../../main/data-service/db/scopes.ts'
import type { SyncStore } from '../../../main/data-service/sync/sync-store.ts'
import { type HashCell, sumOf } from './scope-sum.ts'

/** What a simulated laptop keeps, with what a checker looks at. */
export type TestStore = SyncStore & {
  readonly addAct: (act: NewAct) => void
  readonly findAct: (actId: string) => StoredAct | undefined
  readonly reviewOf: (siteId: string) => SiteReview | null
  readonly newestEdit: () => number
  /** All that was ever written in one cell, newest first. */
  readonly log: (place: Place) => readonly Operation[]
  /** Everything that matters, in one order, to be compared with another store's. */
  readonly dump: () => StoreDump
}
export type StoreDump = {
  readonly cells: readonly unknown[]
  readonly ops: readonly unknown[]
  readonly drafts: readonly unknown[]
  readonly scopes: readonly unknown[]
}

type Cell = SyncCell & { readonly generation: number }
type Draft = { readonly value: number | null; readonly opId: string }

const NEW_ACT = { state: 'waiting', resultSeq: null, code: null, message: null } as const
const OPEN = new Set(['pending', 'inflight', 'conflict', 'rejected'])
const keyOf = (place: Place): string => `${place.siteId}|${place.period}|${place.lineId}`
const cellKey = (cell: Pick<SyncCell, 'siteId' | 'scenario' | 'period' | 'lineId'>): string =>
  `${keyOf(cell)}|${cell.scenario}`
const byAge = (a: Operation, b: Operation): number => a.n - b.n

/** A store in memory with real transactions: what throws leaves nothing behind. */
export function memoryStore(hashCell: HashCell): TestStore {
  const cells = new Map<string, Cell>()
  const ops = new Map<string, Operation>()
  const ofCell = new Map<string, string[]>()
  const open = new Map<string, Operation>()
  const drafts = new Map<string, Draft>()
  const scopes = new Map<string, ScopeState>()
  const acts = new Map<string, StoredAct>()
  const reviews = new Map<string, { readonly ver: number; readonly review: SiteReview }>()
  const heads = new Map<string, number>()
  let epochs: readonly string[] = []
  let sites = '[]'
  let undo: (() => void)[] = []
  let depth = 0
  let last = 0

  function transaction<T>(work: () => T): T {
    const mark = undo.length
    depth += 1
    try {
      return work()
    } catch (thrown) {
      while (undo.length > mark) undo.pop()!()
      throw thrown
    } finally {
      depth -= 1
      if (depth === 0) undo = []
    }
  }

  function put<V>(map: Map<string, V>, key: string, value: V | undefined): void {
    const before = map.get(key)
    if (depth > 0) undo.push(() => void (before === undefined ? map.delete(key) : map.set(key, before)))
    if (value === undefined) map.delete(key)
    else map.set(key, value)
  }

  const find = (opId: string): Operation => ops.get(opId) ?? bug(`no operation ${opId}`)
  const change = (opId: string, changes: Partial<Operation>): void => {
    const next = { ...find(opId), ...changes }
    put(ops, opId, next)
    put(open, opId, OPEN.has(next.state) ? next : undefined)
  }
  const changeAct = (actId: string, changes: Partial<StoredAct>): void =>
    put(acts, actId, { ...(acts.get(actId) ?? bug(`no act ${actId}`)), ...changes })
  const openWhere = (isWanted: (op: Operation) => boolean, limit = Infinity): Operation[] => {
    const found: Operation[] = []
    for (const op of open.values()) if (isWanted(op)) found.push(op)
    return found.length > 1 ? found.sort(byAge).slice(0, limit) : found
  }
  const inScope = function* (siteId: string, year: number): Generator<Cell> {
    for (const cell of cells.values()) {
      if (cell.siteId === siteId && cell.period.startsWith(String(year))) yield cell
    }
  }
  const count = (siteId: string, year: number, isWanted: (cell: Cell) => boolean): number => {
    let found = 0
    for (const cell of inScope(siteId, year)) if (isWanted(cell)) found += 1
    return found
  }
  const toBase = (cell: Cell): BaseCell => ({
    ver: cell.ver,
    value: cell.value,
    seq: cell.seq,
    removed: cell.deleted,
    by: cell.by,
    byName: cell.byName,
    opId: cell.opId,
    at: cell.at,
  })

  const openOf = (place: Place): Operation[] =>
    openWhere((op) => op.lineId === place.lineId && op.period === place.period && op.siteId === place.siteId)
  const sendable = (limit: number): Operation[] => openWhere((op) => op.state === 'pending' && op.baseVer >= 0, limit)
  const saveCell = (cell: SyncCell, generation: number): void => {
    const kept = generation < 0 ? (cells.get(cellKey(cell))?.generation ?? generation) : generation
    put(cells, cellKey(cell), { ...cell, value: cell.deleted ? null : cell.value, generation: kept })
  }

  return {
    transaction,
    baseOf: (place) => {
      const cell = cells.get(`${keyOf(place)}|forecast`)
      return cell ? toBase(cell) : NO_CELL
    },
    seqOf: (cell) => cells.get(cellKey(cell))?.seq ?? 0,
    saveCell,
    touchCell: (cell, generation) => {
      const known = cells.get(cellKey(cell))
      if (known) put(cells, cellKey(cell), { ...known, generation })
    },
    forgetVersions: () => {
      for (const [siteId, known] of reviews) put(reviews, siteId, { ...known, ver: -1 })
      for (const [key, cell] of cells) put(cells, key, { ...cell, ver: -1, seq: 0 })
    },
    distrust: (siteId, year) => {
      for (const cell of inScope(siteId, year)) put(cells, cellKey(cell), { ...cell, seq: 0 })
    },
    countScope: (siteId, year) => count(siteId, year, () => true),
    countInGeneration: (siteId, year, generation) => count(siteId, year, (cell) => cell.generation === generation),
    countSwept: (siteId, year, generation, asOfSeq) =>
      count(siteId, year, (cell) => cell.generation !== generation && cell.seq <= asOfSeq),
    sweep: (siteId, year, generation, asOfSeq) => {
      for (const cell of inScope(siteId, year)) {
        if (cell.generation !== generation && cell.seq <= asOfSeq) put(cells, cellKey(cell), undefined)
      }
    },
    checksumOf: (siteId, year) => sumOf(inScope(siteId, year), hashCell),

    findOperation: (opId) => ops.get(opId),
    openOf,
    openIn: (siteId, from, to) => openWhere((op) => op.siteId === siteId && op.period >= from && op.period <= to),
    inflight: (limit, after = 0) => openWhere((op) => op.state === 'inflight' && op.n > after, limit),
    sendable,
    take: (limit) => {
      const taken = sendable(limit)
      for (const { opId } of taken) change(opId, { state: 'inflight' })
      return taken
    },
    baseless: () => openWhere((op) => op.state === 'pending' && op.baseVer < 0),
    acknowledgedAfter: (seq) =>
      [...ops.values()]
        .filter((op) => (op.state === 'applied' || op.state === 'same') && op.resultSeq !== null && op.resultSeq > seq)
        .sort(byAge),
    newestOf: (place) => {
      const opId = ofCell.get(keyOf(place))?.at(-1)
      return opId === undefined ? undefined : ops.get(opId)
    },
    addOperation: (op) => {
      last += 1
      const added = { ...op, n: last, resultSeq: null, code: null, message: null, theirs: null }
      put(ops, op.opId, added)
      put(open, op.opId, OPEN.has(op.state) ? added : undefined)
      put(ofCell, keyOf(op), [...(ofCell.get(keyOf(op)) ?? []), op.opId])
    },
    setState: (opId, state) => change(opId, { state }),
    setBase: (opId, baseVer, baseValue) => change(opId, { baseVer, baseValue }),
    setAcknowledged: (opId, state, _ver, resultSeq) => change(opId, { state, resultSeq }),
    unfollowed: (opIds) => {
      const alone = opIds.map(find).filter((op) => op.state === 'inflight' && openOf(op).at(-1)?.n === op.n)
      return new Set(alone.map(({ opId }) => opId))
    },
    acknowledge: (taken, written) => {
      for (const { opId, status, ver, seq } of taken) {
        change(opId, { state: status, resultSeq: seq })
        const { siteId, period, lineId, value } = find(opId)
        const cell = { siteId, period, lineId, scenario: 'forecast', value, ver, seq, deleted: false, opId } as const
        if ((cells.get(cellKey(cell))?.seq ?? 0) < seq) saveCell({ ...cell, ...written }, -1)
        put(drafts, keyOf(cell), undefined)
      }
    },
    setConflict: (opId, { ver, value, by, byName }) =>
      change(opId, { state: 'conflict', theirs: { ver, value, by, byName } }),
    setRejected: (opId, code, message) => change(opId, { state: 'rejected', code, message }),
    forgetBases: () => {
      for (const op of openWhere(() => true)) {
        change(op.opId, { baseVer: -1, theirs: op.theirs && { ...op.theirs, ver: -1 } })
      }
    },
    showDraft: (op) => put(drafts, keyOf(op), { value: op.value, opId: op.opId }),
    dropDraft: (place) => put(drafts, keyOf(place), undefined),

    findScope: (scopeId) => scopes.get(scopeId),
    scopes: () => [...scopes.values()],
    saveScope: (scope) => put(scopes, scope.scopeId, scope),

    isReferenceStale: () => false,
    saveReference: () => {},

    unsentActs: () =>
      [...acts.values()].filter(({ state }) => state === 'waiting' || state === 'inflight').sort((a, b) => a.n - b.n),
    acceptedActsAfter: (seq) =>
      [...acts.values()].filter(({ state, resultSeq }) => state === 'accepted' && (resultSeq ?? 0) > seq),
    heldActs: (siteId) =>
      [...acts.values()].filter(
        ({ act, state }) => act.siteId === siteId && ['waiting', 'inflight', 'refused'].includes(state),
      ),
    setActState: (actId, state) => changeAct(actId, { state }),
    setActAccepted: (actId, resultSeq) => changeAct(actId, { state: 'accepted', resultSeq }),
    setActRefused: (actId, code, message) => changeAct(actId, { state: 'refused', code, message }),
    isReviewStale: (siteId) => (heads.get(siteId) ?? 0) !== (reviews.get(siteId)?.ver ?? 0),
    saveReview: (review) => {
      put(reviews, review.siteId, { ver: review.reviewVer, review })
      put(heads, review.siteId, review.reviewVer)
    },
    addAct: (act) => put(acts, act.act.actId, { ...act, n: (last += 1), ...NEW_ACT }),
    findAct: (actId) => acts.get(actId),
    reviewOf: (siteId) => reviews.get(siteId)?.review ?? null,
    newestEdit: () => Math.max(0, ...[...ops.values()].map(({ n }) => n)),

    epochs: () => epochs,
    addEpoch: (epoch) => {
      const before = epochs
      if (before.at(-1) === epoch) return
      if (depth > 0) undo.push(() => void (epochs = before))
      epochs = [...before, epoch]
    },
    setLastSyncedAt: () => {},
    replaceSites: (list) => {
      const before = sites
      const next = list.map((site) => site.siteId).join()
      for (const { siteId, reviewVer } of list) put(heads, siteId, reviewVer)
      if (depth > 0) undo.push(() => void (sites = before))
      sites = next
      return next !== before
    },

    log: (place) => (ofCell.get(keyOf(place)) ?? []).map(find).toReversed(),
    dump: () => ({
      cells: [...cells]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, cell]) => [cellKey(cell), cell.ver, cell.value, cell.seq, cell.deleted, cell.by, cell.opId]),
      ops: [...ops.values()]
        .sort(byAge)
        .map((op) => [op.opId, op.state, op.baseVer, op.baseValue, op.value, op.resultSeq, op.code, op.theirs]),
      drafts: [...drafts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, draft]) => [key, draft.value, draft.opId]),
      scopes: [...scopes.values()].sort((a, b) => (a.scopeId < b.scopeId ? -1 : 1)),
    }),
  }
}
