import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** An epoch names one unbroken history; a restore from a backup starts the next one (sync.md 3.6). */
export type Epoch = { readonly epoch: string; readonly restoredToSeq: number }

/** The epoch in force; undefined in a database that was just made. */
export async function currentEpoch(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('epoch').select('epoch').orderBy('place', 'desc').limit(1).executeTakeFirst()
  return row?.epoch
}

/**
 * Starts an epoch: at the first start, and by whoever restores a backup, with the last commit the backup holds.
 * Sequence numbers go on from where laptops may have seen them, so none is ever given twice.
 */
export async function startEpoch(db: Db, { epoch, restoredToSeq }: Epoch, continueAfterSeq = 0): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sync_head')
      .set({ seq: sql`greatest(seq, ${continueAfterSeq}::bigint)` })
      .execute()
    await tx
      .insertInto('epoch')
      .values({
        place: sql`(select coalesce(max(place), 0) + 1 from epoch)`,
        epoch,
        restored_to_seq: restoredToSeq,
        at: sql`now()`,
      })
      .execute()
  })
}

/** What laptops need of one start of an epoch. */
type Restore = { readonly epoch: string; readonly restoredToSeq: number }

/**
 * The oldest commit a laptop may trust that was last here in `known` (sync.md 3.6): the minimum over the epochs it
 * missed. One whose epoch this database does not know, because a backup from before it came back, missed them all; the
 * first epoch is the start, no restore.
 */
export function trustedSeq(epochs: readonly Restore[], known: string | undefined): number {
  const at = epochs.findIndex((row) => row.epoch === known)
  const missed = at === -1 ? epochs.slice(1) : epochs.slice(at + 1)
  return Math.min(...(missed.length > 0 ? missed : epochs.slice(-1)).map((row) => row.restoredToSeq))
}

/** `trustedSeq` over the epochs of this database. */
export async function restoredToSeq(db: Db, known: string | undefined): Promise<number> {
  const epochs = await db
    .selectFrom('epoch')
    .select(['epoch', 'restored_to_seq as restoredToSeq'])
    .orderBy('place')
    .execute()
  return trustedSeq(epochs, known)
}
