import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import { sealAudit } from './audit-chain.ts'
import { recordEvents } from './events.ts'
import type { Db, Tx } from './tables.ts'

/** Who changed a cell, and how it came here. */
export type Author = { readonly sub: string; readonly name: string; readonly deviceId: string | null }

/** One new version of one cell, decided and numbered. */
export type CellWrite = {
  readonly siteId: string
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly before: number | null
  readonly after: number | null
  /** The version its author had seen. */
  readonly baseVer: number
  readonly ver: number
  readonly seq: number
  readonly opId: string | null
  readonly groupId: string | null
  readonly source: string
  readonly editedAt: string | null
}

/** Hands out the next place in the commit order. */
export type NextSeq = () => number

/**
 * Runs work that changes cells. The head row stays locked until the commit, so that whoever gets a later number also
 * commits later and no reader's cursor can pass a change it has not seen (sync.md 3.3 rule 1).
 */
export async function inCommitOrder<T>(db: Db, work: (tx: Tx, nextSeq: NextSeq) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const head = await tx
      .selectFrom('sync_head')
      .select('seq')
      .where('id', '=', 1)
      .forUpdate()
      .executeTakeFirstOrThrow()
    let seq = head.seq
    const result = await work(tx, () => (seq += 1))
    if (seq !== head.seq) await tx.updateTable('sync_head').set({ seq }).where('id', '=', 1).execute()
    return result
  })
}

/** Stores new versions of cells with their audit rows and what has to be told of them. A cell may come several times; the last version stays. */
export async function writeCells(tx: Tx, writes: readonly CellWrite[], author: Author, at: Date): Promise<void> {
  if (writes.length === 0) return
  await recordEvents(tx, writes, at)
  // One statement, so that what both tables hold is sent once.
  await sql`
    with written as (
      select * from unnest(
        ${writes.map((write) => write.siteId)}::text[],
        ${writes.map((write) => write.period)}::text[],
        ${writes.map((write) => write.lineId)}::text[],
        ${writes.map((write) => write.scenario)}::text[],
        ${writes.map((write) => write.before)}::bigint[],
        ${writes.map((write) => write.after)}::bigint[],
        ${writes.map((write) => write.baseVer)}::integer[],
        ${writes.map((write) => write.ver)}::integer[],
        ${writes.map((write) => write.seq)}::bigint[],
        ${writes.map((write) => write.opId)}::uuid[],
        ${writes.map((write) => write.groupId)}::uuid[],
        ${writes.map((write) => write.source)}::text[],
        ${writes.map((write) => write.editedAt)}::timestamptz[])
      as w (site_id, period, line_id, scenario, before, after, base_ver, ver, seq, op_id, group_id, source, edited_at)
    ), audited as (
      insert into cell_audit (site_id, period, line_id, scenario, before, after, base_ver, ver, seq, op_id, group_id,
        source, edited_at, sub, name, device_id, received_at)
      select *, ${author.sub}, ${author.name}, ${author.deviceId}::text, ${at}::timestamptz from written
    )
    insert into cell (site_id, period, line_id, scenario, year, value, ver, seq, op_id, by_sub, by_name, at)
    select distinct on (site_id, period, line_id, scenario) site_id, period, line_id, scenario,
      left(period, 4)::smallint, after, ver, seq, op_id, ${author.sub}, ${author.name}, ${at}::timestamptz
    from written order by site_id, period, line_id, scenario, seq desc
    on conflict (site_id, period, line_id, scenario) do update set
      value = excluded.value, ver = excluded.ver, seq = excluded.seq, op_id = excluded.op_id, deleted = false,
      by_sub = excluded.by_sub, by_name = excluded.by_name, at = excluded.at`.execute(tx)
  await sealAudit(tx)
}

/** Names a cell inside one scenario-spanning map. */
export const keyOf = (cell: { siteId: string; period: string; lineId: string; scenario: Scenario }): string =>
  `${cell.siteId}|${cell.period}|${cell.lineId}|${cell.scenario}`
