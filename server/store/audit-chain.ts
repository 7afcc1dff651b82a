import { sql } from 'kysely'
import type { Db, Tx } from './tables.ts'

/**
 * What is sealed of a row of cell_audit: every column, none of which can slip into its neighbour. Never edited: the seals of
 * old rows hold it.
 */
export const ROW_TEXT = `jsonb_build_array(a.seq, a.site_id, a.period, a.line_id, a.scenario, a.op_id, a.group_id, a.sub, a.name,
  a.device_id, a.source, a.base_ver, a.ver, a.before, a.after, extract(epoch from a.edited_at),
  extract(epoch from a.received_at))::text`

const PAGE = 200

const digest = sql`encode(sha256(convert_to(
  coalesce(p.hash, '') || E'\n' || coalesce(string_agg(${sql.raw(ROW_TEXT)}, E'\n' order by a.seq), ''), 'UTF8')), 'hex')`

/**
 * Seals the audit rows that are not sealed yet: one hash over all of them and the seal before, so that a row that is
 * altered, left out or slipped in later shows. In the transaction that wrote them, which holds the commit order.
 */
export async function sealAudit(tx: Tx): Promise<void> {
  await sql`
    with p as (select last_seq, hash from audit_seal order by last_seq desc limit 1)
    insert into audit_seal (last_seq, row_count, hash)
    select max(a.seq), count(*), ${digest}
    from cell_audit a left join p on true
    where a.seq > coalesce((select last_seq from p), 0)
    group by p.hash
    having count(*) > 0`.execute(tx)
}

export type AuditCheck = {
  readonly seals: number
  readonly rows: number
  /** The hash of the last seal: kept elsewhere, it also shows later that the end was cut off. */
  readonly head: string | null
  /** The first place where the chain does not hold; null when it holds. */
  readonly broken: { readonly afterSeq: number; readonly upToSeq: number | null; readonly why: string } | null
}

/**
 * Computes every seal anew from the rows (domain.md 10.5). `known` is a head that was told earlier: a chain without it
 * was cut or written anew.
 */
export async function checkAuditChain(db: Db, known: string | null = null): Promise<AuditCheck> {
  let [seals, rows, afterSeq] = [0, 0, 0]
  let head: string | null = null
  let isKnownMet = known === null
  const broken = (upToSeq: number | null, why: string): AuditCheck => ({
    seals,
    rows,
    head,
    broken: { afterSeq, upToSeq, why },
  })
  for (let more = true; more;) {
    const page = await readPage(db, afterSeq)
    for (const { lastSeq, hash, sealed, found, digest: now } of page) {
      if (found !== sealed) return broken(lastSeq, `${sealed} rows were sealed, ${found} are there`)
      if (now !== hash) return broken(lastSeq, 'a row or its seal was altered')
      seals += 1
      rows += found
      afterSeq = lastSeq
      head = hash
      isKnownMet ||= hash === known
    }
    more = page.length === PAGE
  }
  const { loose } = await db
    .selectFrom('cell_audit')
    .select(({ fn }) => fn.countAll<number>().as('loose'))
    .where('seq', '>', afterSeq)
    .executeTakeFirstOrThrow()
  if (loose > 0) return broken(null, `${loose} rows are not sealed`)
  if (!isKnownMet) return broken(null, 'the seal that was told earlier is gone')
  return { seals, rows, head, broken: null }
}

type CheckedSeal = {
  readonly lastSeq: number
  readonly hash: string
  readonly sealed: number
  readonly found: number
  readonly digest: string
}

async function readPage(db: Db, afterSeq: number): Promise<CheckedSeal[]> {
  const { rows } = await sql<CheckedSeal>`
    select s.last_seq as "lastSeq", s.hash, s.row_count as sealed, count(a.seq)::integer as found, ${digest} as digest
    from (select * from audit_seal where last_seq > ${afterSeq} order by last_seq limit ${PAGE}) s
    left join lateral (
      select q.last_seq, q.hash from audit_seal q where q.last_seq < s.last_seq order by q.last_seq desc limit 1) p on true
    left join cell_audit a on a.seq > coalesce(p.last_seq, 0) and a.seq <= s.last_seq
    group by s.last_seq, s.hash, s.row_count, p.hash
    order by s.last_seq`.execute(db)
  return rows
}
