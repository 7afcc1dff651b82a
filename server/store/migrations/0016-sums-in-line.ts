import { type Kysely, sql } from 'kysely'

/**
 * The sums of 0007 for half of their price: PostgreSQL called `cell_part` for each row of a statement; the same expression
 * written into the triggers is computed in place. The sums themselves stay what they are.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const MODULUS = 2 ** 48

/** The part of a cell in its scope's sum, an expression over its columns. */
export const PART = `('x' || left(md5(period || '|' || line_id || '|' || scenario || '|' || ver || '|' ||
  coalesce((case when deleted then null else value end)::text, '')), 12))::bit(48)::bigint`
const ADDED = `select site_id, year, seq, ${PART} as part from new_rows`
const TAKEN = `select site_id, year, 0 as seq, ${MODULUS} - ${PART} as part from old_rows`

const sums = (name: string, parts: string): string =>
  `create or replace function ${name}() returns trigger language plpgsql as $$
    begin
      insert into scope_sum (site_id, year, seq, sum)
      select site_id, year, max(seq), mod(sum(part), ${MODULUS})::bigint from (${parts}) as changed
      group by site_id, year
      on conflict (site_id, year) do update set
        seq = greatest(scope_sum.seq, excluded.seq), sum = mod(scope_sum.sum + excluded.sum, ${MODULUS});
      return null;
    end $$`

const STATEMENTS = [
  sums('sum_added', ADDED),
  sums('sum_changed', `${ADDED} union all ${TAKEN}`),
  sums('sum_taken', TAKEN),
  'drop function if exists cell_part(cell)',
]
