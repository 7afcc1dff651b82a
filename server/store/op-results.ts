import { sql } from 'kysely'
import type { OpResult } from '../../shared/contract/sync.ts'
import type { Db, Tx } from './tables.ts'

/** Whose operations: never another person's, never another laptop's (sync.md 3.3 rule 2). */
export type Sender = { readonly sub: string; readonly deviceId: string }

export type StoredResult = { readonly opId: string; readonly bodyHash: string; readonly result: OpResult }

/** What became of operations this sender pushed before; those never seen are missing. */
export async function readOpResults(db: Db, sender: Sender, opIds: readonly string[]): Promise<StoredResult[]> {
  return db
    .selectFrom('op_result')
    .select(['op_id as opId', 'body_hash as bodyHash', 'result'])
    .where('sub', '=', sender.sub)
    .where('device_id', '=', sender.deviceId)
    .where('op_id', '=', sql<string>`any(${opIds}::uuid[])`)
    .execute()
}

/**
 * Days an answer is kept: longer than the business horizon of a forecast, so that a laptop which comes back later still
 * sends only months that are closed since. An answer that is gone costs no number: the edit is merged like a new one.
 */
export const ANSWER_DAYS = 400
const DAY_MS = 86_400_000
/** Let go with each commit beside as many as it stores: what is old goes faster than new comes. */
const MORE_THAN_STORED = 100

/** Stores answers in the transaction that holds their effect, and lets go of the oldest of anybody. */
export async function writeOpResults(tx: Tx, sender: Sender, stored: readonly StoredResult[], at: Date): Promise<void> {
  if (stored.length === 0) return
  // Most are applied, and of those the columns say everything: as texts of JSON they took twice as long.
  const [ver, seq, others] = [
    stored.map(({ result }) => (result.status === 'applied' ? result.ver : null)),
    stored.map(({ result }) => (result.status === 'applied' ? result.seq : null)),
    stored.map(({ result }) => (result.status === 'applied' ? null : JSON.stringify(result))),
  ]
  await sql`
    insert into op_result (sub, device_id, received_at, op_id, body_hash, result)
    select ${sender.sub}, ${sender.deviceId}, ${at}::timestamptz, op_id, body_hash,
      coalesce(other, jsonb_build_object('opId', op_id, 'status', 'applied', 'ver', ver, 'seq', seq))
    from unnest(
      ${stored.map((one) => one.opId)}::uuid[],
      ${stored.map((one) => one.bodyHash)}::text[],
      ${ver}::integer[],
      ${seq}::bigint[],
      ${others}::jsonb[]) as stored(op_id, body_hash, ver, seq, other)`.execute(tx)
  await sql`
    delete from op_result where (sub, device_id, op_id) in (
      select sub, device_id, op_id from op_result
      where received_at < ${new Date(at.getTime() - ANSWER_DAYS * DAY_MS)}::timestamptz
      order by received_at limit ${stored.length + MORE_THAN_STORED})`.execute(tx)
}
