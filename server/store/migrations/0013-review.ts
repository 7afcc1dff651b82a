import { type Kysely, sql } from 'kysely'

/** Reasons for variances, and what became of the steps of a review that laptops sent. Both only grow. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table reason (
    place bigint generated always as identity primary key,
    site_id text collate "C" not null references site,
    period text collate "C" not null,
    pl_row text not null,
    reference text not null,
    parts jsonb not null,
    explained text not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index reason_of_row on reason (site_id, period, pl_row, place)`,
  `create table act_result (
    sub text not null,
    act_id uuid not null,
    body_hash text not null,
    result jsonb not null,
    received_at timestamptz not null,
    primary key (sub, act_id)
  )`,
  ...['reason', 'act_result'].map(
    (table) => `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_change()`,
  ),
]
