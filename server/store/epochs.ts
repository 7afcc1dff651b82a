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
 * The oldest commit a laptop may trust that has followed these epochs (sync.md 3.6): the minimum over the restores
 * since the last one that this database knows too, for a backup from before an epoch does not hold that epoch. Where
 * it knows none, over all restores; the first epoch is the start and no restore.
 */
export function trustedSeq(epochs: readonly Restore[], followed: readonly string[]): number {
  const at = epochs.findLastIndex((row) => followed.includes(row.epoch))
  const missed = epochs.slice(Math.max(at, 0) + 1)
  return Math.min(...(missed.length > 0 ? missed : epochs.slice(-1)).map((row) => row.restoredToSeq))
}

/** `trustedSeq` over the epochs of this database. */
export async function restoredToSeq(db: Db, followed: readonly string[]): Promise<number> {
  const epochs = await db
    .selectFrom('epoch')
    .select(['epoch', 'restored_to_seq as restoredToSeq'])
    .orderBy('place')
    .execute()
  return trustedSeq(epochs, followed)
}
