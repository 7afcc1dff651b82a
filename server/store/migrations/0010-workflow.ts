import { type Kysely, sql } from 'kysely'

/** Forecasts of record, the states of a forecast, and what people say about cells (domain.md 10.3). All of it only grows. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const appendOnly = (table: string) =>
  `create trigger ${table}_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change()`

const STATEMENTS = [
  `create table snapshot (
    id uuid primary key,
    name text not null,
    first_month text not null,
    last_month text not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create table snapshot_cell (
    snapshot_id uuid not null references snapshot,
    site_id text collate "C" not null,
    period text collate "C" not null,
    line_id text collate "C" not null,
    value bigint,
    primary key (snapshot_id, site_id, period, line_id)
  )`,
  `create table snapshot_year (
    snapshot_id uuid not null references snapshot,
    site_id text collate "C" not null,
    year smallint not null,
    result json not null,
    primary key (site_id, year, snapshot_id)
  )`,
  `create table submission (
    place bigint generated always as identity primary key,
    site_id text collate "C" not null references site,
    period text collate "C" not null,
    state text not null check (state in ('draft', 'submitted', 'returned', 'approved', 'finalised')),
    comment text,
    cells jsonb not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index submission_of_month on submission (site_id, period, place)`,
  `create table comment (
    id uuid primary key,
    place bigint generated always as identity,
    site_id text collate "C" not null references site,
    period text collate "C" not null,
    line_id text collate "C" not null,
    text text not null,
    answers uuid references comment,
    settles boolean not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index comment_of_cell on comment (site_id, period, line_id, place)`,
  ...['snapshot', 'snapshot_cell', 'snapshot_year', 'submission', 'comment'].map(appendOnly),
]
