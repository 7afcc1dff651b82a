import { type Kysely, sql } from 'kysely'

/** Warnings that people looked at and decided to keep, with their reasons (domain.md 10.1). It only grows. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table kept_warning (
    id uuid primary key,
    place bigint generated always as identity,
    site_id text collate "C" not null references site,
    period text collate "C" not null,
    line_id text collate "C" not null,
    rule text not null,
    value bigint not null,
    reason text not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index kept_warning_of_cell on kept_warning (site_id, period, line_id, rule, place)`,
  `create trigger kept_warning_append_only before update or delete or truncate on kept_warning
    for each statement execute function refuse_change()`,
]
