import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { MOVES } from '../../shared/calc/validation/submission.ts'
import { API_BASE } from '../../shared/contract/api.ts'
import type { SiteKeptWarning } from '../../shared/contract/kept-warning.ts'
import type { ActResult, ReviewAct, ReviewMove, SiteComment, SiteReview } from '../../shared/contract/review.ts'
import {
  DEVICE_HEADER,
  EPOCH_HEADER,
  type OpResult,
  type SyncCell,
  type SyncOp,
  type SyncReference,
  type SyncScope,
  type SyncSite,
} from '../../shared/contract/sync.ts'
import { SiteAttributes } from '../../shared/contract/site-filter.ts'
import type { ErrorCode } from '../../shared/core/errors.ts'

/** A site for tests: whole, valid, small. */
export const aSite = (changes: Partial<SyncSite> = {}): SyncSite => ({
  siteId: '0427',
  name: 'Harbor Grand Hotel',
  districtId: '12',
  districtName: 'District 12',
  regionName: 'Central',
  totalRooms: 360,
  contractTypes: ['revenueShare'],
  referenceVer: 0,
  reviewVer: 0,
  attributes: SiteAttributes.parse({}),
  ...changes,
})

type Seed = Pick<SyncCell, 'lineId' | 'period' | 'scenario' | 'value'> & { readonly siteId?: string }

/** The server of shared/contract/sync.ts in memory: one order of commits, a version a cell, one answer an operation. */
export class Model {
  sites: SyncSite[] = [aSite()]
  years = [2025, 2026]
  epoch = 'epoch-1'
  restoredToSeq = 0
  minCursor = 0
  pageSize = 10_000
  seq = 0
  /** Refuses an operation for a reason of its own; undefined takes it. */
  refuse: (op: SyncOp) => { status: 'rejected' | 'forbidden'; code: ErrorCode; message: string } | undefined = () =>
    undefined
  /** Staff of every site. */
  jobs: SyncReference['jobs'] = []
  /** Contracts by site; of the others nobody entered one. */
  readonly contracts = new Map<string, SyncReference['contract']>()
  /** Moves of months by site, with whose they were. */
  readonly moves = new Map<string, ReviewMove[]>()
  readonly acts = new Map<string, ActResult>()
  readonly comments: (SiteComment & { readonly siteId: string })[] = []
  /** The site of each time comments were carried along. */
  readonly carries: string[] = []
  readonly kept: (SiteKeptWarning & { readonly siteId: string })[] = []
  readonly cells = new Map<string, SyncCell>()
  readonly answers = new Map<string, OpResult>()
  /** Every write in the order of commits, for checking afterwards. */
  readonly log: SyncCell[] = []

  keyOf = (cell: Pick<SyncCell, 'siteId' | 'lineId' | 'period' | 'scenario'>): string =>
    [cell.siteId, cell.lineId, cell.period, cell.scenario].join('|')

  find(
    lineId: string,
    period: string,
    scenario: SyncCell['scenario'] = 'forecast',
    siteId = '0427',
  ): SyncCell | undefined {
    return this.cells.get(this.keyOf({ siteId, lineId, period, scenario }))
  }

  /** Somebody writes a cell; another manager unless said otherwise. */
  write(seed: Seed, by = 'owen', byName = 'Owen', opId: string | null = null): SyncCell {
    const siteId = seed.siteId ?? '0427'
    const key = this.keyOf({ ...seed, siteId })
    this.seq += 1
    const cell: SyncCell = {
      siteId,
      lineId: seed.lineId,
      period: seed.period,
      scenario: seed.scenario,
      value: seed.value,
      ver: (this.cells.get(key)?.ver ?? 0) + 1,
      seq: this.seq,
      deleted: false,
      by,
      byName,
      opId,
      at: new Date(Date.UTC(2026, 3, 10) + this.seq * 1000).toISOString(),
    }
    this.cells.set(key, cell)
    this.log.push(cell)
    return cell
  }

  scopes(): { epoch: string; restoredToSeq: number; businessDay: string; sites: SyncSite[]; scopes: SyncScope[] } {
    const scopes = this.sites.flatMap(({ siteId }) =>
      this.years.map((year) => ({
        scopeId: `${siteId}:${year}`,
        siteId,
        year,
        headSeq: Math.max(0, ...this.inScope(`${siteId}:${year}`).map((cell) => cell.seq)),
        minCursor: this.minCursor,
      })),
    )
    return {
      epoch: this.epoch,
      restoredToSeq: this.restoredToSeq,
      businessDay: '2026-04-10',
      sites: this.sites,
      scopes,
    }
  }

  reference(siteId: string): SyncReference {
    const referenceVer = this.sites.find((site) => site.siteId === siteId)?.referenceVer ?? 0
    const contract = this.contracts.get(siteId) ?? null
    return { siteId, referenceVer, contract, jobs: this.jobs, startDate: null, closeDate: null, settings: {} }
  }

  review(siteId: string): SiteReview {
    const moves = this.moves.get(siteId) ?? []
    const comments = this.comments.filter((one) => one.siteId === siteId).map(({ siteId: _siteId, ...one }) => one)
    const carries = this.carries.filter((one) => one === siteId).length
    const kept = this.kept.filter((one) => one.siteId === siteId).map(({ siteId: _siteId, ...one }) => one)
    const reviewVer = moves.length + comments.length + kept.length + carries
    return { siteId, reviewVer, moves, reasons: [], records: [], comments, kept }
  }

  /** Somebody says something about a cell. */
  say(comment: Partial<SiteComment> & Pick<SiteComment, 'lineId' | 'period' | 'text'>, siteId = '0427'): string {
    const id = comment.id ?? randomUUID()
    const at = '2026-04-10T15:00:00.000Z'
    this.comments.push({ answers: null, settles: false, by: 'Dana', bySub: 'dana', at, ...comment, id, siteId })
    this.sites = this.sites.map((site) => (site.siteId === siteId ? { ...site, reviewVer: site.reviewVer + 1 } : site))
    return id
  }

  /** Comments go along with moved numbers; one that stands elsewhere by now stays. */
  carry({ siteId, comments: asked }: Extract<ReviewAct, { kind: 'carry' }>): void {
    this.carries.push(siteId)
    for (const { id, from, to } of asked) {
      const i = this.comments.findIndex((one) => one.id === id)
      const one = this.comments[i]
      if (one?.lineId === from.lineId && one.period === from.period) this.comments[i] = { ...one, ...to }
    }
    this.sites = this.sites.map((site) => (site.siteId === siteId ? { ...site, reviewVer: site.reviewVer + 1 } : site))
  }

  /** Somebody keeps a warning. */
  keep(kept: Omit<SiteKeptWarning, 'at' | 'by'> & Partial<SiteKeptWarning>, siteId = '0427'): void {
    this.kept.push({ by: 'Dana', at: '2026-04-10T15:00:00.000Z', ...kept, siteId })
    this.sites = this.sites.map((site) => (site.siteId === siteId ? { ...site, reviewVer: site.reviewVer + 1 } : site))
  }

  /** Somebody moves a month. */
  move(move: Pick<ReviewMove, 'period' | 'state'> & Partial<ReviewMove>, siteId = '0427'): void {
    const at = '2026-04-10T15:00:00.000Z'
    this.moves.set(siteId, [...this.review(siteId).moves, { comment: null, cells: [], by: 'Dana', at, ...move }])
    this.sites = this.sites.map((site) => (site.siteId === siteId ? { ...site, reviewVer: site.reviewVer + 1 } : site))
  }

  /** Takes steps of a review: one that somebody overtook is refused, the same one twice is one. */
  take(acts: readonly ReviewAct[], byName = 'Mara') {
    const results = acts.map((act): ActResult => {
      const known = this.acts.get(act.actId)
      if (known) return known
      const seen = this.review(act.siteId).moves.filter(({ period }) => period === act.period).length
      const result: ActResult =
        (act.kind === 'move' && act.seen !== seen) || (act.kind === 'freeze' && isNotFinalised(acts, act, this.acts))
          ? { actId: act.actId, status: 'refused', code: 'VERSION_CONFLICT', message: 'Somebody was faster.' }
          : { actId: act.actId, status: 'accepted', seq: (this.seq += 1) }
      this.acts.set(act.actId, result)
      if (act.kind === 'move' && result.status === 'accepted') {
        const { period, action, comment, cells } = act
        this.move({ period, state: MOVES[action].to, comment, cells, by: byName }, act.siteId)
      }
      if (act.kind === 'comment' && result.status === 'accepted') {
        const { actId: id, lineId, period, text, answers, settles } = act
        this.say({ id, lineId, period, text, answers, settles, by: byName, bySub: 'mara' }, act.siteId)
      }
      if (act.kind === 'carry' && result.status === 'accepted') this.carry(act)
      if (act.kind === 'keep' && result.status === 'accepted') {
        const { actId: id, lineId, period, rule, value, reason } = act
        this.keep({ id, lineId, period, rule, value, reason, by: byName }, act.siteId)
      }
      return result
    })
    return { results, reviews: [...new Set(acts.map(({ siteId }) => siteId))].map((siteId) => this.review(siteId)) }
  }

  inScope(scopeId: string): SyncCell[] {
    const [siteId, year] = scopeId.split(':')
    return [...this.cells.values()]
      .filter((cell) => cell.siteId === siteId && cell.period.slice(0, 4) === year)
      .sort((a, b) => a.seq - b.seq)
  }

  /** Pages are `asOf-offset`; a cell that moved after the first page simply comes in its newer state. */
  snapshot(scopeId: string, page: string | null) {
    const [asOf, offset] = (page ?? `${this.seq}-0`).split('-').map(Number) as [number, number]
    const all = [...this.inScope(scopeId)].sort((a, b) => (this.keyOf(a) < this.keyOf(b) ? -1 : 1))
    const pinned = all.filter((cell) =>
      this.log.some((other) => other.seq <= asOf && this.keyOf(other) === this.keyOf(cell)),
    )
    const cells = pinned.slice(offset, offset + this.pageSize)
    const isLast = offset + this.pageSize >= pinned.length
    return {
      scopeId,
      asOfSeq: asOf,
      cells,
      nextPage: isLast ? null : `${asOf}-${offset + this.pageSize}`,
      count: isLast ? pinned.length : null,
    }
  }

  changes(scopeId: string, cursor: number) {
    const newer = this.inScope(scopeId).filter((cell) => cell.seq > cursor)
    const cells = newer.slice(0, this.pageSize)
    const hasMore = newer.length > cells.length
    return { scopeId, cells, cursor: hasMore ? (cells.at(-1)?.seq ?? cursor) : Math.max(cursor, this.seq), hasMore }
  }

  push(ops: readonly SyncOp[], by = 'mara', byName = 'Mara'): OpResult[] {
    return ops.map((op) => {
      const known = this.answers.get(op.opId)
      if (known) return known
      const answer = this.decide(op, by, byName)
      this.answers.set(op.opId, answer)
      return answer
    })
  }

  private decide(op: SyncOp, by: string, byName: string): OpResult {
    const refused = this.refuse(op)
    if (refused) return { opId: op.opId, ...refused }
    const cell = this.find(op.lineId, op.period, 'forecast', op.siteId)
    if (cell && cell.value === op.value) return { opId: op.opId, status: 'same', ver: cell.ver, seq: cell.seq }
    if ((cell?.ver ?? 0) !== op.baseVer) {
      const theirs = { value: cell?.value ?? null, ver: cell?.ver ?? 0, by: cell?.by ?? '', byName: cell?.byName ?? '' }
      return { opId: op.opId, status: 'conflict', theirs }
    }
    const written = this.write({ ...op, scenario: 'forecast' }, by, byName, op.opId)
    return { opId: op.opId, status: 'applied', ver: written.ver, seq: written.seq }
  }
}

export type Asked = {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly headers: IncomingMessage['headers']
}

/** Does something else than answering well, and says so by returning true. */
export type Fault = (asked: Asked, response: ServerResponse, answer: () => unknown) => boolean

export type FarEnd = {
  readonly url: string
  readonly model: Model
  readonly asked: Asked[]
  /** Consulted before each answer. */
  fault: Fault
  readonly close: () => Promise<void>
}

const envelope = (data: unknown, ok: boolean, errors: unknown[] = []) => ({
  success: ok,
  data,
  message: ok ? 'OK' : 'Refused',
  timestamp: new Date().toISOString(),
  requestId: 'req_test',
  version: '1.0',
  errors,
})

/** Refuses with our own envelope, as the real server does. */
export function refuseWith(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(
    JSON.stringify(envelope(null, false, [{ code, message: `${code} it says`, field: null, details: null }])),
  )
  return true
}

/** The model behind a real socket, with faults. */
export async function startFarEnd(model = new Model()): Promise<FarEnd> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://far.end')
      const bytes = Buffer.concat(chunks)
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8')
      const ask: Asked = {
        path: url.pathname.replace(API_BASE, ''),
        query: url.searchParams,
        body: text === '' ? undefined : JSON.parse(text),
        headers: request.headers,
      }
      asked.push(ask)
      const answer = () => answerOf(model, ask)
      if (farEnd.fault(ask, response, answer)) return
      if (request.headers[DEVICE_HEADER] === undefined) {
        refuseWith(response, 400, 'MISSING_REQUIRED_FIELD')
        return
      }
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', [EPOCH_HEADER]: model.epoch })
      response.end(JSON.stringify(envelope(answer(), true)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const farEnd: FarEnd = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    model,
    asked,
    fault: () => false,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return farEnd
}

function answerOf(model: Model, { path, query, body }: Asked): unknown {
  const scope = query.get('scope') ?? ''
  switch (path) {
    case '/sync/scopes':
      return model.scopes()
    case '/sync/snapshot':
      return model.snapshot(scope, query.get('page'))
    case '/sync/reference':
      return model.reference(query.get('site') ?? '')
    case '/sync/review':
      return model.review(query.get('site') ?? '')
    case '/sync/acts':
      return model.take((body as { acts: ReviewAct[] }).acts)
    case '/sync/changes':
      return model.changes(scope, Number(query.get('cursor')))
    case '/sync/push':
      return { results: model.push((body as { ops: SyncOp[] }).ops) }
    default:
      throw new Error(`the far end has no ${path}`)
  }
}

/** A month whose finalising was refused in the same request is not frozen. */
const isNotFinalised = (
  acts: readonly ReviewAct[],
  freeze: ReviewAct,
  known: ReadonlyMap<string, ActResult>,
): boolean =>
  acts.some(
    (act) =>
      act.kind === 'move' &&
      act.action === 'finalise' &&
      act.siteId === freeze.siteId &&
      act.period === freeze.period &&
      known.get(act.actId)?.status === 'refused',
  )
