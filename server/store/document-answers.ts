import type { Db, Tx } from './tables.ts'

/** Days an answer is kept; a request repeated later is a new one. */
const DAYS_KEPT = 90
const DAY_MS = 86_400_000

/** What a request that names itself was answered. */
export type KeptAnswer = { readonly bodyHash: string; readonly answer: unknown }

/** What this person's request of that name was answered; undefined when it is new. */
export async function findAnswer(db: Db, sub: string, key: string): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom('document_answer')
    .select(['body_hash as bodyHash', 'answer'])
    .where('sub', '=', sub)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Keeps an answer in the transaction that holds its effect, and lets go of the person's oldest. */
export async function keepAnswer(tx: Tx, sub: string, key: string, kept: KeptAnswer, at: Date): Promise<void> {
  await tx
    .deleteFrom('document_answer')
    .where('sub', '=', sub)
    .where('at', '<', new Date(at.getTime() - DAYS_KEPT * DAY_MS))
    .execute()
  await tx
    .insertInto('document_answer')
    .values({ sub, key, body_hash: kept.bodyHash, answer: JSON.stringify(kept.answer), at })
    .execute()
}
