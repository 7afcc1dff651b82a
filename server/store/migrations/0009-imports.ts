import { type Kysely, sql } from 'kysely'

/** Data that comes in from files: the facts as the source has them, each run with its report, and rows set aside. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // The latest figure of each source key: cells are sums of these, so a correction of one row corrects the cell.
  `create table source_fact (
    feed text collate "C" not null,
    site_id text collate "C" not null,
    period text collate "C" not null,
    code text collate "C" not null,
    kind text collate "C" not null,
    value numeric not null,
    run_id uuid not null,
    primary key (feed, site_id, period, code, kind)
  )`,
  `create table import_run (
    id uuid primary key,
    feed text not null,
    file_name text not null,
    file_hash text not null,
    state text not null check (state in ('running', 'done', 'failed')),
    watermark integer not null,
    report jsonb not null,
    by_sub text not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  `create index import_run_file on import_run (feed, file_hash, started_at)`,
  `create table import_reject (
    id uuid primary key,
    run_id uuid not null references import_run,
    feed text not null,
    line integer not null,
    raw jsonb not null,
    issues jsonb not null,
    state text not null check (state in ('open', 'replayed', 'dropped')),
    settled_at timestamptz,
    settled_by text
  )`,
  `create index import_reject_open on import_reject (feed, line) where state = 'open'`,
  `create table user_site (
    sub text not null,
    site_id text collate "C" not null references site,
    primary key (sub, site_id)
  )`,
]
