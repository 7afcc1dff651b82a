import { createHmac } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type Laptop, lostText, RELEASES_AN_HOUR } from '../../shared/contract/laptops.ts'
import type { Db, Tables } from './tables.ts'

/** One person's laptop. */
export type LaptopKey = { readonly sub: string; readonly deviceId: string }

/** A name a request makes up costs a row: nobody has more laptops than this. */
const MOST_LAPTOPS = 50
/** The one before the newest stays: a laptop may have been cut off before it wrote its new one down. */
const HALVES_KEPT = 2

const where = ({ sub, deviceId }: LaptopKey) => ({ sub, device_id: deviceId })

/** When a laptop was last heard of and whether it is lost; undefined for one nobody heard of. */
export async function findLaptop(
  db: Db,
  key: LaptopKey,
): Promise<{ lastSeenAt: Date; lostAt: Date | null } | undefined> {
  const row = await db
    .selectFrom('laptop')
    .select(['last_seen_at', 'lost_at'])
    .where((eb) => eb.and(where(key)))
    .executeTakeFirst()
  return row && { lastSeenAt: row.last_seen_at, lostAt: row.lost_at }
}

/** Writes down that a laptop was heard; false when the person has too many to take another. */
export async function noteLaptop(db: Db, { sub, deviceId }: LaptopKey, at: Date, name = ''): Promise<boolean> {
  const done = await sql`
    insert into laptop (sub, device_id, name, first_seen_at, last_seen_at)
    select ${sub}, ${deviceId}, ${name}, ${at}, ${at}
    where exists (select from laptop where sub = ${sub} and device_id = ${deviceId})
      or (select count(*) from laptop where sub = ${sub}) < ${MOST_LAPTOPS}
    on conflict (sub, device_id) do update set
      last_seen_at = greatest(laptop.last_seen_at, excluded.last_seen_at),
      name = case when excluded.name = '' then laptop.name else excluded.name end`.execute(db)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function listLaptops(db: Db, sub: string): Promise<Laptop[]> {
  const rows = await db
    .selectFrom('laptop')
    .selectAll()
    .where('sub', '=', sub)
    .orderBy('last_seen_at', 'desc')
    .execute()
  const halves = await db
    .selectFrom('recovery_half')
    .select(['device_id', 'half_id'])
    .where('sub', '=', sub)
    .orderBy('place', 'desc')
    .execute()
  return rows.map((row) => ({
    deviceId: row.device_id,
    name: row.name,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    lostAt: row.lost_at?.toISOString() ?? null,
    halves: halves.filter((half) => half.device_id === row.device_id).map((half) => half.half_id),
  }))
}

/** Keeps a half, and of those before it the newest only. */
export async function keepHalf(db: Db, key: LaptopKey, half: { id: string; bytes: string }, at: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockLaptop(tx, key)
    await tx
      .insertInto('recovery_half')
      .values({ ...where(key), half_id: half.id, half: half.bytes, made_at: at })
      .execute()
    const kept = tx
      .selectFrom('recovery_half')
      .select('place')
      .where((eb) => eb.and(where(key)))
      .orderBy('place', 'desc')
      .limit(HALVES_KEPT)
    await tx
      .deleteFrom('recovery_half')
      .where((eb) => eb.and(where(key)))
      .where('place', 'not in', kept)
      .execute()
  })
}

/** What became of a request for a half. */
export type Released = { readonly half: string | null } | 'too-often'

/** Gives a half out and audits it in the same breath. */
export async function releaseHalf(
  db: Db,
  key: LaptopKey,
  halfId: string,
  asked: { readonly at: Date; readonly name: string; readonly what: string; readonly requestId: string },
): Promise<Released> {
  return db.transaction().execute(async (tx): Promise<Released> => {
    const laptop = await lockLaptop(tx, key) // one after the other, so that they are counted
    const { n } = await tx
      .selectFrom('access_audit')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('sub', '=', key.sub)
      .where('kind', '=', 'recovery-released')
      .where('at', '>', new Date(asked.at.getTime() - 3_600_000))
      .executeTakeFirstOrThrow()
    if (Number(n) >= RELEASES_AN_HOUR) return 'too-often'
    const row = laptop
      ? await tx
          .selectFrom('recovery_half')
          .select('half')
          .where((eb) => eb.and({ ...where(key), half_id: halfId }))
          .executeTakeFirst()
      : undefined
    const { at, name, what, requestId } = asked
    await tx
      .insertInto('access_audit')
      .values({
        kind: row ? 'recovery-released' : 'recovery-refused',
        what: `${what} ${key.deviceId}`,
        sub: key.sub,
        name,
        at,
        site_id: null,
        period: null,
        request_id: requestId,
        once: null,
      })
      .execute()
    return { half: row?.half ?? null }
  })
}

/** Marks a laptop as lost for good: what proves it to the laptop is made of its halves, then they are destroyed. */
export async function loseLaptop(db: Db, key: LaptopKey, by: string, at: Date): Promise<Date | undefined> {
  return db.transaction().execute(async (tx) => {
    const laptop = await lockLaptop(tx, key)
    if (!laptop || laptop.lost_at) return laptop?.lost_at ?? undefined
    const halves = await tx
      .deleteFrom('recovery_half')
      .where((eb) => eb.and(where(key)))
      .returning(['half_id', 'half'])
      .execute()
    const proofs = halves.map(({ half_id: halfId, half }) => ({
      halfId,
      proof: createHmac('sha256', Buffer.from(half, 'base64')).update(lostText(key.deviceId)).digest('base64'),
    }))
    await tx
      .updateTable('laptop')
      .set({ lost_at: at, lost_by: by, proofs: JSON.stringify(proofs) })
      .where((eb) => eb.and(where(key)))
      .execute()
    return at
  })
}

/** Whether a laptop is lost, with the proofs for it. */
export async function readLost(
  db: Db,
  key: LaptopKey,
): Promise<Pick<Tables['laptop'], 'lost_at'> & { proofs: { halfId: string; proof: string }[] }> {
  const row = await db
    .selectFrom('laptop')
    .select(['lost_at', 'proofs'])
    .where((eb) => eb.and(where(key)))
    .executeTakeFirst()
  return row ?? { lost_at: null, proofs: [] }
}

const lockLaptop = (tx: Transaction<Tables>, key: LaptopKey) =>
  tx
    .selectFrom('laptop')
    .select(['device_id', 'lost_at'])
    .where((eb) => eb.and(where(key)))
    .forUpdate()
    .executeTakeFirst()
