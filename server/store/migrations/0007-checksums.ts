import { type Kysely, sql } from 'kysely'

/**
 * A checksum of every scope, kept by the database itself whoever writes a cell: the sum, modulo 2^48, of the first 48
 * bits of the MD5 of each cell's `period|line|scenario|version|value`. A laptop comes to the same over what it holds
 * (main/data-service/db/checksum.ts), or it fetches the scope anew.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const MODULUS = 2 ** 48

/** One statement's rows into the sums: what is there now is added, what was there before is taken away. */
const sums = (name: string, parts: string): string =>
  `create function ${name}() returns trigger language plpgsql as $$
    begin
      insert into scope_sum (site_id, year, seq, sum)
      select site_id, year, max(seq), mod(sum(part), ${MODULUS})::bigint from (${parts}) as changed
      group by site_id, year
      on conflict (site_id, year) do update set
        seq = greatest(scope_sum.seq, excluded.seq), sum = mod(scope_sum.sum + excluded.sum, ${MODULUS});
      return null;
    end $$`

const ADDED = 'select site_id, year, seq, cell_part(new_rows) as part from new_rows'
const TAKEN = `select site_id, year, 0 as seq, ${MODULUS} - cell_part(old_rows) as part from old_rows`

const STATEMENTS = [
  `create table scope_sum (
    site_id text collate "C" not null,
    year smallint not null,
    seq bigint not null,
    sum bigint not null,
    primary key (site_id, year)
  )`,
  `create function cell_part(c cell) returns bigint language sql immutable as $$
    select ('x' || left(md5(c.period || '|' || c.line_id || '|' || c.scenario || '|' || c.ver || '|' ||
      coalesce((case when c.deleted then null else c.value end)::text, '')), 12))::bit(48)::bigint $$`,
  sums('sum_added', ADDED),
  sums('sum_changed', `${ADDED} union all ${TAKEN}`),
  sums('sum_taken', TAKEN),
  `create trigger cell_sum_added after insert on cell referencing new table as new_rows
    for each statement execute function sum_added()`,
  `create trigger cell_sum_changed after update on cell referencing new table as new_rows old table as old_rows
    for each statement execute function sum_changed()`,
  `create trigger cell_sum_taken after delete on cell referencing old table as old_rows
    for each statement execute function sum_taken()`,
  `insert into scope_sum (site_id, year, seq, sum)
    select site_id, year, max(seq), mod(sum(cell_part(cell)), ${MODULUS})::bigint from cell group by site_id, year`,
]
