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

/** Stores answers in the transaction that holds their effect. */
export async function writeOpResults(tx: Tx, sender: Sender, stored: readonly StoredResult[], at: Date): Promise<void> {
  if (stored.length === 0) return
  await sql`
    insert into op_result (sub, device_id, received_at, op_id, body_hash, result)
    select ${sender.sub}, ${sender.deviceId}, ${at}::timestamptz, *
    from unnest(
      ${stored.map((one) => one.opId)}::uuid[],
      ${stored.map((one) => one.bodyHash)}::text[],
      ${stored.map((one) => JSON.stringify(one.result))}::jsonb[])`.execute(tx)
}
