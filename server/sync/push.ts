import { createHash } from 'node:crypto'
import { type Caller, mayReach } from '../auth/caller.ts'
import { type Day, monthOf } from '../../shared/core/calendar.ts'
import type { OpResult, SyncOp } from '../../shared/contract/sync.ts'
import type { LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { type CellWrite, inCommitOrder, keyOf, type NextSeq, writeCells } from '../store/commit.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readOpResults, type StoredResult, writeOpResults } from '../store/op-results.ts'
import { findSites, type Site } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'
import { readForecastCells, type CurrentCell } from '../store/current-cells.ts'
import { merge, refusalOf } from './judge.ts'

/** One laptop's push, with who sends it and when it arrived. */
export type Push = {
  readonly ops: readonly SyncOp[]
  readonly caller: Caller
  readonly deviceId: string
  readonly receivedAt: Date
  readonly today: Day
}

/** Few enough that a transaction stays short, enough that thousands of small gestures do not cost a commit each. */
const OPERATIONS_PER_COMMIT = 1000

/**
 * Takes edited cells in the order they were made, and answers each. A gesture is never split between commits; what is
 * wrong with one operation is only its own answer, because everything is decided before anything is written. When the
 * database fails half-way the gestures already committed stay, with their answers, and the rest may be sent again.
 */
export async function pushOps(db: Db, push: Push): Promise<OpResult[]> {
  const results: OpResult[] = []
  for (const ops of commitsOf(push.ops)) {
    results.push(...(await inCommitOrder(db, (tx, nextSeq) => pushTogether(tx, nextSeq, { ...push, ops }))))
  }
  return results
}

/** Cuts a push into commits between gestures. */
export function commitsOf(ops: readonly SyncOp[], size = OPERATIONS_PER_COMMIT): SyncOp[][] {
  const commits: SyncOp[][] = []
  for (const op of ops) {
    const last = commits.at(-1)
    if (last && (last.length < size || last.at(-1)?.groupId === op.groupId)) last.push(op)
    else commits.push([op])
  }
  return commits
}

async function pushTogether(tx: Tx, nextSeq: NextSeq, push: Push): Promise<OpResult[]> {
  const { ops, caller, deviceId, receivedAt } = push
  const sender = { sub: caller.sub, deviceId }
  const answered = await readOpResults(tx, sender, unique(ops.map((op) => op.opId)))
  const known = new Map(answered.map((one) => [one.opId, one]))
  const surroundings = await readSurroundings(tx, ops, push.today)
  const writes: CellWrite[] = []
  const fresh: StoredResult[] = []

  const results = ops.map((op): OpResult => {
    const bodyHash = hashOf(op)
    const before = known.get(op.opId)
    if (before) return before.bodyHash === bodyHash ? before.result : reused(op)
    const result = decide(op, push, surroundings, nextSeq, writes)
    const stored = { opId: op.opId, bodyHash, result }
    known.set(op.opId, stored)
    fresh.push(stored)
    return result
  })

  await writeCells(tx, writes, { sub: caller.sub, name: caller.name, deviceId }, receivedAt)
  await writeOpResults(tx, sender, fresh, receivedAt)
  return results
}

type Known = {
  readonly sites: ReadonlyMap<string, Site>
  readonly factsOf: (siteId: string) => LockFacts
  /** Moves with every operation applied, so that the next one on the same cell meets it. */
  readonly cells: Map<string, CurrentCell>
}

async function readSurroundings(tx: Tx, ops: readonly SyncOp[], today: Day): Promise<Known> {
  const sites = await findSites(tx, unique(ops.map((op) => op.siteId)))
  const months = new Map(
    ops.map((op) => [`${op.siteId}|${monthOf(op.period)}`, { siteId: op.siteId, month: monthOf(op.period) }]),
  )
  return {
    sites: new Map(sites.map((site) => [site.siteId, site])),
    factsOf: await readLockFacts(tx, [...months.values()], today),
    cells: await readForecastCells(tx, [...new Map(ops.map((op) => [forecastKey(op), op])).values()]),
  }
}

function decide(op: SyncOp, push: Push, known: Known, nextSeq: NextSeq, writes: CellWrite[]): OpResult {
  const { opId } = op
  const site = known.sites.get(op.siteId)
  if (!site) return { opId, status: 'rejected', code: 'SITE_NOT_FOUND', message: 'Site not found.' }
  if (!mayReach(push.caller, site)) {
    return { opId, status: 'forbidden', code: 'SCOPE_REVOKED', message: 'You do not have access to this site.' }
  }
  const refusal = refusalOf(op, { totalRooms: site.totalRooms, facts: known.factsOf(op.siteId) })
  if (refusal) return { opId, status: 'rejected', ...refusal }

  const key = forecastKey(op)
  const current = known.cells.get(key)
  const merged = merge(op, current)
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

const forecastKey = (op: SyncOp): string =>
  keyOf({ siteId: op.siteId, period: op.period, lineId: op.lineId, scenario: 'forecast' })

const unique = (values: readonly string[]): string[] => [...new Set(values)]

const reused = ({ opId }: SyncOp): OpResult => ({
  opId,
  status: 'rejected',
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: 'This operation id was used before with other content; give the new content its own id.',
})

/** Equal for the same operation sent again, whatever the order of its fields on the wire. */
function hashOf(op: SyncOp): string {
  const { siteId, lineId, period, baseVer, baseValue, value, groupId, source, editedAt } = op
  const body = [siteId, lineId, period, baseVer, baseValue, value, groupId, source, editedAt]
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url')
}
