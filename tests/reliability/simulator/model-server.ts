import { MOVES } from '../../../shared/calc/validation/submission.ts'
import { trustedSeq } from '../../../server/store/epochs.ts'
import { assertKept, feedPage } from '../../../server/sync/feed-page.ts'
import { merge } from '../../../server/sync/judge.ts'
import { commitsOf } from '../../../server/sync/push.ts'
import { placesOf, planPush, type Rules } from '../../../server/sync/plan-push.ts'
import type { StoredResult } from '../../../server/store/op-results.ts'
import type { CurrentCell } from '../../../server/store/current-cells.ts'
import type { Caller } from '../../../server/auth/caller.ts'
import { mayReach } from '../../../server/auth/caller.ts'
import { API_VERSION, type FailureEnvelope } from '../../../shared/contract/api.ts'
import type { ActResult, ReviewAct, ReviewMove, SiteReview } from '../../../shared/contract/review.ts'
import { type OpResult, scopeIdOf, type SyncCell, type SyncOp } from '../../../shared/contract/sync.ts'
import { bug, unreachable } from '../../../shared/core/bug.ts'
import { AppError, type ErrorCode } from '../../../shared/core/errors.ts'
import { refusal } from '../../../main/data-service/api/refusal.ts'
import type { ChangesAnswer, ScopesAnswer, SnapshotAnswer } from '../../../main/data-service/sync/apply.ts'
import type { Answered, Request } from '../../../main/data-service/sync/exchange.ts'
import type { Failure } from '../../../main/data-service/sync/failure.ts'
import type { ActsAnswer } from '../../../main/data-service/sync/sync-api.ts'
import { type HashCell, sumOf } from './scope-sum.ts'
import { type Place, placeKey, SITES, TODAY, YEAR } from './world.ts'

/** One commit of one cell, with what it replaced. */
export type Commit = {
  readonly key: string
  readonly by: string
  readonly opId: string
  readonly groupId: string
  readonly value: number | null
  readonly ver: number
  readonly seq: number
  readonly before: { readonly value: number | null; readonly by: string } | null
}

/** How a message from a laptop ends at the server. */
export type Reply = { readonly answered: Answered } | { readonly failure: Failure }

type Message = { readonly request: Request; readonly sub: string; readonly epoch: string | undefined }
type Backup = {
  readonly cells: ReadonlyMap<string, SyncCell>
  readonly answers: ReadonlyMap<string, StoredResult>
  readonly moves: ReadonlyMap<string, readonly ReviewMove[]>
  readonly actAnswers: ReadonlyMap<string, ActResult>
  readonly epochs: readonly { epoch: string; restoredToSeq: number }[]
  readonly seq: number
}

/** What the server says of a step whose author had seen another number of moves. */
const OVERTAKEN = 'Somebody was faster.'

const forecastKey = (place: Place): string => `${placeKey(place)}|forecast`
const AT = '2026-04-10T15:00:00.000Z'
const envelopes = new Map<string, Failure>()

/** A refusal as the laptop's client reads it, by status and code. */
export function failureOf(status: number, code: ErrorCode, retryAfterMs = 0, isOurs = true): Failure {
  const key = `${status} ${code} ${retryAfterMs} ${String(isOurs)}`
  let known = envelopes.get(key)
  if (known === undefined) {
    const error = { code, message: `${code} it says`, field: null, details: null }
    const body: FailureEnvelope = {
      success: false,
      data: null,
      message: code,
      timestamp: AT,
      requestId: 'req_1',
      version: API_VERSION,
      errors: [error],
    }
    known = refusal(status, isOurs ? body : '<html>Welcome to Hotel Wi-Fi</html>', retryAfterMs).failure
    envelopes.set(key, known)
  }
  return known
}

/** The product's merge; whether a cell is locked is looked up, and an operation is told by its content in short. */
export const quickRules = (locked: ReadonlySet<string>): Rules => ({
  merge,
  refusalOf: (cell) =>
    locked.has(placeKey(cell as SyncOp)) ? { code: 'PERIOD_LOCKED', message: 'This month is closed.' } : null,
  hashOf: (op) => `${op.value}|${op.siteId}|${op.period}|${op.lineId}`,
})

/**
 * The server of the simulator: a store in memory under the product's own decisions (planPush, commitsOf, feedPage,
 * trustedSeq), with a backup that can come back, and a record of every commit for the checker.
 */
export class ModelServer {
  cells = new Map<string, SyncCell>()
  answers = new Map<string, StoredResult>()
  moves = new Map<string, readonly ReviewMove[]>()
  actAnswers = new Map<string, ActResult>()
  epochs = [{ epoch: 'epoch-1', restoredToSeq: 0 }]
  seq = 0
  minCursor = 0
  pageSize = 3
  /** Places where the server takes nothing for a reason of its own. */
  readonly locked = new Set<string>()
  readonly access = new Map<string, Set<string>>()
  readonly log: Commit[] = []
  readonly bySeq = new Map<number, Commit>()
  readonly committed = new Set<string>()
  /** Operations whose commit a restore took away. */
  readonly vanished = new Set<string>()
  readonly complaints: string[] = []
  private backup: Backup
  private restores = 0
  protected readonly hashCell: HashCell
  protected readonly rules: Rules = quickRules(this.locked)

  constructor(hashCell: HashCell) {
    this.hashCell = hashCell
    this.backup = this.copy()
  }

  get epoch(): string {
    return this.epochs.at(-1)!.epoch
  }

  takeBackup(): void {
    this.backup = this.copy()
  }

  private copy(): Backup {
    return {
      cells: new Map(this.cells),
      answers: new Map(this.answers),
      moves: new Map(this.moves),
      actAnswers: new Map(this.actAnswers),
      epochs: [...this.epochs],
      seq: this.seq,
    }
  }

  /** The server comes back as it was at its backup; the restorer starts an epoch and never gives a number twice. */
  restore(): void {
    for (const commit of this.log) if (commit.seq > this.backup.seq) this.vanished.add(commit.opId)
    this.cells = new Map(this.backup.cells)
    this.answers = new Map(this.backup.answers)
    this.moves = new Map(this.backup.moves)
    this.actAnswers = new Map(this.backup.actAnswers)
    this.restores += 1
    this.startEpoch(this.backup.epochs, this.backup.seq)
  }

  /** Overridden by variants that do it wrong. */
  protected startEpoch(epochs: Backup['epochs'], restoredToSeq: number): void {
    this.epochs = [...epochs, { epoch: `epoch-${this.restores + 1}`, restoredToSeq }]
    this.seq += 100
  }

  /** A line is removed from the site: a tombstone in the feed (sync.md 3.5). */
  removeLine(place: Place): void {
    const known = this.cells.get(forecastKey(place))
    if (known) this.write({ ...known, value: null, deleted: true, by: 'office', byName: 'Office', opId: null })
  }

  /** The feed does not reach back to here any more. */
  forgetFeed(): void {
    this.minCursor = this.seq
  }

  /** What becomes of one message; `cutAt` breaks the server after so many commits of a push. */
  receive(message: Message, cutAt = Infinity): Reply {
    const { request, sub, epoch } = message
    try {
      if (request.kind !== 'scopes' && epoch !== undefined && epoch !== this.epoch) return EPOCH_CHANGED
      switch (request.kind) {
        case 'scopes':
          return { answered: { kind: 'scopes', answer: this.scopes(sub, request.known) } }
        case 'push': {
          const results = this.push(request.ops, sub, cutAt)
          return results ? { answered: { kind: 'push', answer: results } } : BROKE_OFF
        }
        case 'snapshot':
          if (!this.mayFollow(sub, request.scopeId)) return FORBIDDEN
          return { answered: { kind: 'snapshot', answer: this.snapshot(request.scopeId, request.page) } }
        case 'changes':
          if (!this.mayFollow(sub, request.scopeId)) return FORBIDDEN
          return { answered: { kind: 'changes', answer: this.changes(request.scopeId, request.cursor) } }
        case 'acts':
          return { answered: { kind: 'acts', answer: this.takeActs(request.acts, sub) } }
        case 'review':
          if (!this.mayFollow(sub, request.scopeId)) return FORBIDDEN
          return { answered: { kind: 'review', answer: this.review(request.siteId) } }
        case 'reference':
          return bug('nobody announced a reference')
        default:
          return unreachable(request)
      }
    } catch (thrown) {
      if (thrown instanceof AppError) return { failure: failureOf(thrown.status, thrown.code) }
      throw thrown
    }
  }

  private callerOf(sub: string): Caller {
    const siteAccess = [...(this.access.get(sub) ?? [])]
    return { sub, name: sub, roles: ['account_manager'], scopes: [], siteAccess, signedInAt: 0, authTime: null }
  }

  private mayFollow(sub: string, scopeId: string): boolean {
    return this.access.get(sub)?.has(scopeId.split(':')[0]!) === true
  }

  protected trusted(followed: readonly string[]): number {
    return trustedSeq(this.epochs, followed)
  }

  private scopes(sub: string, followed: readonly string[]): ScopesAnswer {
    const caller = this.callerOf(sub)
    const sites = SITES.filter((site) => mayReach(caller, site))
    return {
      epoch: this.epoch,
      restoredToSeq: this.trusted(followed),
      businessDay: TODAY,
      sites: sites.map((site) => ({ ...site, attributes: site.master, reviewVer: this.review(site.siteId).reviewVer })),
      scopes: sites.map(({ siteId }) => ({
        scopeId: scopeIdOf(siteId, YEAR),
        siteId,
        year: YEAR,
        headSeq: sumOf(this.inScope(scopeIdOf(siteId, YEAR)), () => 0).seq,
        minCursor: this.minCursor,
      })),
    }
  }

  protected push(ops: readonly SyncOp[], sub: string, cutAt: number): OpResult[] | null {
    const results: OpResult[] = []
    for (const [index, commit] of commitsOf(ops, 1).entries()) {
      if (index >= cutAt) return null
      results.push(...this.pushTogether(commit, sub))
    }
    return results
  }

  protected pushTogether(ops: readonly SyncOp[], sub: string): OpResult[] {
    const caller = this.callerOf(sub)
    const cells = new Map<string, CurrentCell>()
    for (const place of placesOf(ops)) {
      const cell = this.cells.get(forecastKey(place))
      if (cell) cells.set(forecastKey(place), cell)
    }
    const known = { sites: SITES_BY_ID, factsOf: NOTHING_LOADED, cells }
    const answered = ops.flatMap((op) => this.answers.get(`${sub}|${op.opId}`) ?? [])
    const { results, writes, fresh } = planPush({ ops, caller }, known, answered, this.nextSeq, this.rules)
    for (const { siteId, period, lineId, after, ver, seq, opId, groupId } of writes) {
      this.write({
        siteId,
        period,
        lineId,
        scenario: 'forecast',
        value: after,
        ver: ver - 1,
        seq,
        deleted: false,
        by: sub,
        byName: sub,
        opId,
        at: AT,
        groupId,
      })
    }
    for (const one of fresh) this.answers.set(`${sub}|${one.opId}`, one)
    for (const result of results) {
      if (result.status === 'conflict' && this.committed.has(result.opId) && !this.vanished.has(result.opId)) {
        this.complaints.push(`spuriousConflict: ${result.opId} was applied before`)
      }
    }
    return results
  }

  /** Moves of the one month there is, by site, in order: whoever had seen another number of them is refused. */
  review(siteId: string): SiteReview {
    const moves = this.moves.get(siteId) ?? []
    return { siteId, reviewVer: moves.length, moves: [...moves], reasons: [], records: [], comments: [], kept: [] }
  }

  protected takeActs(acts: readonly ReviewAct[], sub: string): ActsAnswer {
    const results = acts.map((act): ActResult => {
      const known = this.actAnswers.get(`${sub}|${act.actId}`)
      if (known) return known
      const result = this.takeAct(act, sub)
      this.actAnswers.set(`${sub}|${act.actId}`, result)
      return result
    })
    const sites = [...new Set(acts.map(({ siteId }) => siteId))].filter((id) => this.access.get(sub)?.has(id))
    return { results, reviews: sites.map((siteId) => this.review(siteId)) }
  }

  private takeAct(act: ReviewAct, sub: string): ActResult {
    const { actId, siteId, period } = act
    const { moves } = this.review(siteId)
    if (this.access.get(sub)?.has(siteId) !== true || act.kind !== 'move' || act.seen !== moves.length) {
      return { actId, status: 'refused', code: 'VERSION_CONFLICT', message: OVERTAKEN }
    }
    if (moves.some((move) => move.comment === actId)) this.complaints.push(`actTwice: ${actId}`)
    const state = MOVES[act.action].to
    const move: ReviewMove = { period, state, comment: act.comment, cells: [], by: sub, at: AT }
    this.moves.set(siteId, [...moves, move])
    return { actId, status: 'accepted', seq: this.nextSeq() }
  }

  protected readonly nextSeq = (): number => (this.seq += 1)

  private write(cell: SyncCell & { readonly groupId?: string | null }): void {
    const key = forecastKey(cell)
    const before = this.cells.get(key)
    const seq = cell.opId === null ? this.nextSeq() : cell.seq
    const { groupId = '', ...rest } = cell
    const written: SyncCell = { ...rest, ver: cell.ver + 1, seq }
    this.cells.set(key, written)
    const commit: Commit = {
      key: placeKey(cell),
      by: cell.by,
      opId: cell.opId ?? '',
      groupId: groupId ?? '',
      value: written.value,
      ver: written.ver,
      seq,
      before: before ? { value: before.value, by: before.by } : null,
    }
    this.log.push(commit)
    this.bySeq.set(seq, commit)
    if (cell.opId === null) return
    if (this.committed.has(cell.opId)) this.complaints.push(`appliedTwice: ${cell.opId}`)
    this.committed.add(cell.opId)
  }

  protected inScope(scopeId: string): SyncCell[] {
    const siteId = scopeId.split(':')[0]
    const found: SyncCell[] = []
    for (const cell of this.cells.values()) if (cell.siteId === siteId) found.push(cell)
    return found
  }

  protected checkOf(cells: readonly SyncCell[]): ChangesAnswer['check'] {
    return sumOf(cells, this.hashCell)
  }

  private snapshot(scopeId: string, page: string | null): SnapshotAnswer {
    const [asOf, sent, after] =
      page === null ? [String(this.seq), '0', ''] : (page.split('/') as [string, string, string])
    const all = this.inScope(scopeId).sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1))
    const rest = all.filter((cell) => placeKey(cell) > after)
    const cells = rest.slice(0, this.pageSize)
    const isLast = cells.length < this.pageSize
    const count = Number(sent) + cells.length
    return {
      scopeId,
      asOfSeq: Number(asOf),
      cells,
      nextPage: isLast ? null : `${asOf}/${count}/${placeKey(cells.at(-1)!)}`,
      count: isLast ? count : null,
      check: isLast && sumOf(all, () => 0).seq <= Number(asOf) ? this.checkOf(all) : null,
    }
  }

  protected changes(scopeId: string, cursor: number): ChangesAnswer {
    assertKept(cursor, this)
    const all = this.inScope(scopeId)
    const newer = all.filter((cell) => cell.seq > cursor).sort((a, b) => a.seq - b.seq)
    const page = feedPage(newer.slice(0, this.pageSize + 1), this.pageSize, cursor, this)
    return { scopeId, ...page, check: page.hasMore ? null : this.checkOf(all) }
  }
}

const SITES_BY_ID = new Map(SITES.map((site) => [site.siteId, site]))
const NOTHING_LOADED = () => ({
  today: TODAY,
  isActual: () => false,
  isPosted: () => false,
  isSalaried: () => false,
})
const EPOCH_CHANGED: Reply = { failure: failureOf(410, 'EPOCH_CHANGED') }
const FORBIDDEN: Reply = { failure: failureOf(403, 'INSUFFICIENT_PERMISSIONS') }
/** The server died in the middle: what it committed stays, what it would have said is lost. */
const BROKE_OFF: Reply = { failure: failureOf(502, 'INTEGRATION_ERROR', 0, false) }
