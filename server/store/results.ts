import { sql } from 'kysely'
import { Decimal } from '../../shared/core/decimal.ts'
import type { Db } from './tables.ts'

/** A calculation that was run, for the person who ran it. */
export type StoredCalculation = {
  readonly id: string
  readonly sub: string
  readonly calculation: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly result: Readonly<Record<string, unknown>>
  readonly createdAt: Date
}

/** Results kept for one person; an older one makes room. */
export const RESULTS_PER_PERSON = 50

/** Keeps a result, and lets go of the person's oldest beyond the limit. */
export async function keepResult(db: Db, kept: StoredCalculation): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('result')
      .values({
        id: kept.id,
        sub: kept.sub,
        calculation: kept.calculation,
        inputs: JSON.stringify(kept.inputs, asNumber),
        result: JSON.stringify(kept.result),
        created_at: kept.createdAt,
      })
      .execute()
    await sql`
      delete from result where sub = ${kept.sub} and place <= (
        select place from result where sub = ${kept.sub} order by place desc offset ${RESULTS_PER_PERSON} limit 1
      )`.execute(tx)
  })
}

/** Decimals as the numbers they came from; a decimal would tell itself as text. */
function asNumber(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const own = this[key]
  return own instanceof Decimal ? own.toNumber() : value
}

/** One's own result; undefined when there is none, or it is somebody else's. */
export const findResult = (db: Db, id: string, sub: string): Promise<StoredCalculation | undefined> =>
  db
    .selectFrom('result')
    .select(['id', 'sub', 'calculation', 'inputs', 'result', 'created_at as createdAt'])
    .where('id', '=', id)
    .where('sub', '=', sub)
    .executeTakeFirst()
