import type { ServerResponse } from 'node:http'
import { EPOCH_HEADER, type SyncOp } from '../../shared/contract/sync.ts'
import type { ErrorCode } from '../../shared/core/errors.ts'
import { type Fault, type Model, refuseWith } from './far-end.ts'

/** The table of sync.md 3.8, row by row: a server that answers so, and what the person then sees and can do. */
export type StatusRow = {
  /** As the table names it. */
  readonly row: string
  /** What happened at the server since the laptop looked. */
  readonly meanwhile?: (model: Model) => void
  readonly fault?: Fault
  /** How many cells are typed; one, unless the row is about several. */
  readonly cells?: number
  /** What the pill says when sync has come to rest. */
  readonly pill: RegExp
  /** What the panel says. */
  readonly says: RegExp
  /** Marks on the cells at rest, with the reason where the server gave one. */
  readonly marks: readonly RegExp[]
  /** Operations of each push until it rested. */
  readonly pushes: readonly number[]
  /** What was on show on the way, though not at rest. */
  readonly passing?: readonly RegExp[]
  /** It tries again by itself. */
  readonly triesAgain: boolean
  /** With a server that is well again: cells the server holds, and those that wait for the person. */
  readonly end: { readonly stored: number; readonly held: number }
  /** Told to support. */
  readonly reported?: readonly RegExp[]
}

const SYNCED = /^Synced /
const TICK = { pill: SYNCED, says: /^Connected\.$/, marks: [], triesAgain: false } as const
const WAITS = /^waiting: Saved on this computer, not sent yet\.$/
const SAFE = /safe on this (computer|laptop)/

/** Every push is answered so; everything else is answered well. */
export const toPush =
  (answer: (response: ServerResponse, ops: readonly SyncOp[], well: () => unknown) => boolean): Fault =>
  ({ path, body }, response, well) =>
    path === '/sync/push' ? answer(response, (body as { ops: SyncOp[] }).ops, well) : false
const refusing = (status: number, code: ErrorCode, headers: Record<string, string> = {}): Fault =>
  toPush((response) => refuseWith(response, status, code, headers))
const page = (status: number, headers: Record<string, string>): Fault =>
  toPush((response) => {
    response.writeHead(status, headers)
    response.end('<html>Welcome</html>')
    return true
  })
const once = (fault: Fault): Fault => {
  let isOver = false
  return (asked, response, well) => {
    if (isOver || !fault(asked, response, well)) return false
    isOver = true
    return true
  }
}
/** Good answers with something done to them on the way. */
const spoilt = (change: (body: string, headers: Record<string, string>) => string): Fault =>
  toPush((response, _ops, well) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', [EPOCH_HEADER]: 'epoch-1' }
    const body = change(
      JSON.stringify({ success: true, data: well(), message: 'OK', timestamp: AT, ...ENVELOPE }),
      headers,
    )
    response.writeHead(200, headers)
    response.end(body)
    return true
  })
export const AT = '2026-04-10T15:00:00.000Z'
const ENVELOPE = { requestId: 'req_test', version: '1.0', errors: [] }

const theirs = (value: number) => (model: Model) =>
  void model.write({ lineId: 'valetDaily', period: '2026-04-16', scenario: 'forecast', value })
const refusedBy = (status: 'rejected' | 'forbidden', code: ErrorCode, message: string) => (model: Model) => {
  model.refuse = () => ({ status, code, message })
}
const lost = (row: string, fault: Fault): StatusRow => ({
  row: `408, 425, 5xx, reset, timeout: ${row}`,
  fault,
  pill: /^Offline · 1 change safe on this laptop$/,
  says: SAFE,
  marks: [WAITS],
  pushes: [1],
  triesAgain: true,
  end: { stored: 1, held: 0 },
})
const foreign = (row: string, fault: Fault): StatusRow => ({
  row: `404 on a sync route, HTML 200, bad content-type, no epoch header, 511: ${row}`,
  fault,
  pill: /^Network blocked · 1 change waiting to be sent$/,
  says: /in place of the forecasting server.*safe on this computer/,
  marks: [WAITS],
  pushes: [1],
  triesAgain: true,
  end: { stored: 1, held: 0 },
})
const mistaken = (row: string, status: number, code: ErrorCode): StatusRow => ({
  row,
  fault: refusing(status, code),
  pill: /^1 change not accepted$/,
  says: /^Connected\.$/,
  marks: [/^rejected: Frontline made a mistake in sending this\. Type the number again/],
  pushes: [1],
  triesAgain: false,
  end: { stored: 0, held: 1 },
  reported: [new RegExp(`refused with ${code}`)],
})

/** Every row of the table, in its order. */
export const STATUS_ROWS: readonly StatusRow[] = [
  { row: 'per-op applied', ...TICK, pushes: [1], end: { stored: 1, held: 0 } },
  { row: 'per-op same', meanwhile: theirs(96_000_000), ...TICK, pushes: [1], end: { stored: 1, held: 0 } },
  {
    row: 'per-op conflict VERSION_CONFLICT',
    meanwhile: theirs(50_000_000),
    pill: /^1 conflict to decide$/,
    says: /^Connected\.$/,
    marks: [/^conflict: Owen changed this too\. Choose which value counts/],
    pushes: [1],
    triesAgain: false,
    end: { stored: 1, held: 1 },
  },
  {
    row: 'per-op rejected 422',
    meanwhile: refusedBy('rejected', 'PERIOD_LOCKED', 'This month is closed.'),
    pill: /^1 change not accepted$/,
    says: /^Connected\.$/,
    marks: [/^rejected: This month is closed\.$/],
    pushes: [1],
    triesAgain: false,
    end: { stored: 0, held: 1 },
  },
  {
    row: 'per-op forbidden 403 SCOPE_REVOKED',
    meanwhile: refusedBy('forbidden', 'SCOPE_REVOKED', 'You do not have access to this site.'),
    pill: /^1 change not accepted$/,
    says: /^Connected\.$/,
    marks: [/^rejected: You do not have access to this site\.$/],
    pushes: [1],
    triesAgain: false,
    end: { stored: 0, held: 1 },
  },
  {
    row: '401 once',
    fault: once(refusing(401, 'EXPIRED_TOKEN')),
    ...TICK,
    pushes: [1, 1],
    end: { stored: 1, held: 0 },
  },
  {
    row: '401 twice',
    fault: refusing(401, 'EXPIRED_TOKEN'),
    pill: /^Sign in to sync · 1 change waiting to be sent$/,
    says: /^Sign in again to send your edits\..*safe on this computer/,
    marks: [WAITS],
    pushes: [1, 1],
    triesAgain: false,
    end: { stored: 1, held: 0 },
  },
  {
    row: '403 whole',
    fault: refusing(403, 'INSUFFICIENT_PERMISSIONS'),
    pill: /^Not allowed to send · 1 change waiting to be sent$/,
    says: /does not take edits from your account.*Ask your administrator.*safe on this computer/,
    marks: [WAITS],
    pushes: [1],
    triesAgain: true,
    end: { stored: 1, held: 0 },
  },
  foreign('404', refusing(404, 'NOT_FOUND')),
  foreign('HTML 200', page(200, { 'content-type': 'text/html' })),
  foreign('bad content-type', page(200, { 'content-type': 'text/plain', [EPOCH_HEADER]: 'epoch-1' })),
  foreign(
    'no epoch header',
    spoilt((body, headers) => (delete headers[EPOCH_HEADER], body)),
  ),
  foreign('511', page(511, { 'content-type': 'text/html' })),
  ...[408, 425, 502, 503, 504].map((status) => lost(String(status), page(status, { 'content-type': 'text/html' }))),
  lost('500 of the database', refusing(500, 'DATABASE_ERROR')),
  lost(
    'reset',
    toPush((response, _ops, well) => (well(), response.destroy(), true)),
  ),
  {
    row: '409 whole',
    fault: once(refusing(409, 'VERSION_CONFLICT')),
    ...TICK,
    pushes: [1, 1],
    passing: [/^Refreshing data · 1 change waiting to be sent\. Something changed at the forecasting server\./],
    end: { stored: 1, held: 0 },
  },
  {
    row: '410 EPOCH_CHANGED',
    fault: once(refusing(410, 'EPOCH_CHANGED')),
    ...TICK,
    pushes: [1, 1],
    passing: [/^Refreshing data · .*restored from a backup.*keeps your edits/],
    end: { stored: 1, held: 0 },
  },
  {
    row: '410 CURSOR_EXPIRED',
    meanwhile: (model) =>
      void model.write({ lineId: 'selfDaily', period: '2026-04-20', scenario: 'forecast', value: 7_000_000 }),
    fault: once(({ path }, response) => path === '/sync/changes' && refuseWith(response, 410, 'CURSOR_EXPIRED')),
    ...TICK,
    pushes: [1],
    passing: [/^Refreshing data\. .*fetching the data of a site again and keeps your edits/],
    end: { stored: 1, held: 0 },
  },
  {
    row: '412 (no request of a laptop is conditional: kept like any refusal)',
    fault: refusing(412, 'PRECONDITION_FAILED'),
    pill: /^1 change not accepted$/,
    says: /^Connected\.$/,
    marks: [/^rejected: PRECONDITION_FAILED it says$/],
    pushes: [1],
    triesAgain: false,
    end: { stored: 0, held: 1 },
  },
  mistaken('428', 428, 'PRECONDITION_REQUIRED'),
  {
    row: '413 of several: half',
    cells: 4,
    fault: toPush((response, ops) => ops.length > 2 && refuseWith(response, 413, 'PAYLOAD_TOO_LARGE')),
    ...TICK,
    pushes: [4, 2, 2],
    end: { stored: 4, held: 0 },
  },
  {
    row: '413 of a single one',
    fault: refusing(413, 'PAYLOAD_TOO_LARGE'),
    pill: /^1 change not accepted$/,
    says: /^Connected\.$/,
    marks: [/^rejected: .*too large to take/],
    pushes: [1],
    triesAgain: false,
    end: { stored: 0, held: 1 },
  },
  mistaken('422 whole IDEMPOTENCY_KEY_REUSED', 422, 'IDEMPOTENCY_KEY_REUSED'),
  {
    row: '426 CLIENT_TOO_OLD',
    fault: refusing(426, 'CLIENT_TOO_OLD'),
    pill: /^Sync has stopped · 1 change waiting to be sent$/,
    says: /too old.*Update it.*safe on this computer/,
    marks: [WAITS],
    pushes: [1],
    triesAgain: false,
    end: { stored: 1, held: 0 },
  },
  {
    row: '429',
    fault: refusing(429, 'RATE_LIMIT_EXCEEDED', { 'retry-after': '9' }),
    pill: /^Will try again soon · 1 change waiting to be sent$/,
    says: /asked to wait.*safe on this computer/,
    marks: [WAITS],
    pushes: [1],
    triesAgain: true,
    end: { stored: 1, held: 0 },
  },
  {
    row: 'batch missing some results',
    cells: 2,
    fault: once(spoilt((body) => body.replace(/,\{"opId[^}]*\}(?=\])/, ''))),
    ...TICK,
    pushes: [2, 1],
    end: { stored: 2, held: 0 },
  },
  {
    ...lost(
      '',
      spoilt((body) => body.slice(0, -30)),
    ),
    row: 'truncated JSON',
  },
]
