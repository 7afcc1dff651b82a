import type { Caller } from '../auth/caller.ts'
import { type Day, monthOf } from '../../shared/core/calendar.ts'
import type { OpResult, SyncOp } from '../../shared/contract/sync.ts'
import { inCommitOrder, type NextSeq, writeCells } from '../store/commit.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readOpResults, writeOpResults } from '../store/op-results.ts'
import { findSites } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'
import { readForecastCells } from '../store/current-cells.ts'
import { type Known, placesOf, planPush } from './plan-push.ts'

/** One laptop's push, with who sends it and when it arrived. */
export type Push = {
  readonly ops: readonly SyncOp[]
  readonly caller: Caller
  readonly deviceId: string
  readonly receivedAt: Date
  readonly today: Day
}

/** Few enough that a transaction stays short, enough that thousands of small gestures do not cost a commit each. */
const OPERATIONS_PER_COMMIT = 2000

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
  const { results, writes, fresh } = planPush(push, await readKnown(tx, ops, push.today), answered, nextSeq)
  await writeCells(tx, writes, { sub: caller.sub, name: caller.name, deviceId }, receivedAt)
  await writeOpResults(tx, sender, fresh, receivedAt)
  return results
}

async function readKnown(tx: Tx, ops: readonly SyncOp[], today: Day): Promise<Known> {
  const sites = await findSites(tx, unique(ops.map((op) => op.siteId)))
  const months = new Map(
    ops.map((op) => [`${op.siteId}|${monthOf(op.period)}`, { siteId: op.siteId, month: monthOf(op.period) }]),
  )
  return {
    sites: new Map(sites.map((site) => [site.siteId, site])),
    factsOf: await readLockFacts(tx, [...months.values()], today),
    cells: await readForecastCells(tx, placesOf(ops)),
  }
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]
