import { createHash } from 'node:crypto'
import { twinLineOf } from '../../shared/calc/twin-line.ts'
import type { LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import type { OpResult, SyncOp } from '../../shared/contract/sync.ts'
import { type Caller, mayReach } from '../auth/caller.ts'
import { type CellWrite, keyOf, type NextSeq } from '../store/commit.ts'
import type { CurrentCell } from '../store/current-cells.ts'
import type { StoredResult } from '../store/op-results.ts'
import type { Site } from '../store/sites.ts'
import { merge, refusalOf } from './judge.ts'

/** What has to be known of the server to decide a push. */
export type Known = {
  readonly sites: ReadonlyMap<string, Site>
  readonly factsOf: (siteId: string) => LockFacts
  /** Forecast cells by key. Moves with every operation applied, so that the next one on the same cell meets it. */
  readonly cells: Map<string, CurrentCell>
}

/** Who pushes what, and when. */
export type PushPlan = { readonly ops: readonly SyncOp[]; readonly caller: Caller }

export type Planned = {
  /** One answer for each operation, in their order. */
  readonly results: OpResult[]
  readonly writes: CellWrite[]
  /** Answers that were not given before; stored in the transaction that holds their effect. */
  readonly fresh: StoredResult[]
}

/** What decides an operation: whether it may be stored at all, what it meets, and what tells it from another. */
export type Rules = {
  readonly refusalOf: typeof refusalOf
  readonly merge: typeof merge
  readonly hashOf: (op: SyncOp) => string
}

type Place = Pick<SyncOp, 'siteId' | 'period' | 'lineId'>

/**
 * Decides every operation of one commit before anything is written (sync.md 3.3): what was answered before is answered
 * the same, what is wrong with one is only its own answer, and each meets what the ones before it left.
 */
export function planPush(
  push: PushPlan,
  known: Known,
  answered: readonly StoredResult[],
  nextSeq: NextSeq,
  rules: Rules = RULES,
): Planned {
  const before = new Map(answered.map((one) => [one.opId, one]))
  const planned: Planned = { results: [], writes: [], fresh: [] }
  for (const op of push.ops) {
    const hash = rules.hashOf(op)
    const id = op.opId.toLowerCase() // as the database writes it
    const stored = before.get(id)
    if (stored) {
      planned.results.push(stored.bodyHash === hash ? { ...stored.result, opId: op.opId } : reused(op))
      continue
    }
    const result = decide(op, push, known, nextSeq, planned.writes, rules)
    const fresh = { opId: op.opId, bodyHash: hash, result }
    before.set(id, fresh)
    planned.fresh.push(fresh)
    planned.results.push(result)
  }
  return planned
}

/** The cells a push is decided on: each operation's own, and the other line of its pair. */
export function placesOf(ops: readonly SyncOp[]): Place[] {
  const places = new Map<string, Place>()
  for (const { siteId, period, lineId } of ops) {
    for (const id of [lineId, twinLineOf(lineId)]) {
      if (id !== null) places.set(forecastKey({ siteId, period, lineId: id }), { siteId, period, lineId: id })
    }
  }
  return [...places.values()]
}

function decide(
  op: SyncOp,
  push: PushPlan,
  known: Known,
  nextSeq: NextSeq,
  writes: CellWrite[],
  rules: Rules,
): OpResult {
  const { opId } = op
  const site = known.sites.get(op.siteId)
  if (!site) return { opId, status: 'rejected', code: 'SITE_NOT_FOUND', message: 'Site not found.' }
  if (!mayReach(push.caller, site)) {
    return { opId, status: 'forbidden', code: 'SCOPE_REVOKED', message: 'You do not have access to this site.' }
  }
  const refusal = rules.refusalOf(op, { totalRooms: site.totalRooms, facts: known.factsOf(op.siteId) })
  if (refusal) return { opId, status: 'rejected', ...refusal }

  const key = forecastKey(op)
  const current = known.cells.get(key)
  const merged = rules.merge(op, current, twinOf(op, known))
  if (merged !== 'apply') return merged

  const { siteId, period, lineId, baseVer, groupId, source, editedAt } = op
  const ver = (current?.ver ?? 0) + 1
  const seq = nextSeq()
  const before = current?.value ?? null
  writes.push({
    siteId,
    period,
    lineId,
    scenario: 'forecast',
    before,
    after: op.value,
    baseVer,
    ver,
    seq,
    opId,
    groupId,
    source,
    editedAt,
  })
  const { sub: by, name: byName } = push.caller
  known.cells.set(key, { value: op.value, ver, seq, deleted: false, by, byName })
  return { opId, status: 'applied', ver, seq }
}

function twinOf({ siteId, period, lineId }: SyncOp, known: Known): CurrentCell | undefined {
  const twin = twinLineOf(lineId)
  return twin === null ? undefined : known.cells.get(forecastKey({ siteId, period, lineId: twin }))
}

const forecastKey = ({ siteId, period, lineId }: Place): string =>
  keyOf({ siteId, period, lineId, scenario: 'forecast' })

const reused = ({ opId }: SyncOp): OpResult => ({
  opId,
  status: 'rejected',
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: 'This operation id was used before with other content; give the new content its own id.',
})

/** Equal for the same operation sent again, whatever the order of its fields on the wire. */
function bodyHash(op: SyncOp): string {
  const { siteId, lineId, period, baseVer, baseValue, value, groupId, source, editedAt } = op
  const body = [siteId, lineId, period, baseVer, baseValue, value, groupId, source, editedAt]
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url')
}

const RULES: Rules = { refusalOf, merge, hashOf: bodyHash }
