import { type Kysely, sql } from 'kysely'

/** The tables of the first release. Text keys compare by byte ("C"): faster, and the same order on every machine. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table region (region_id text collate "C" primary key, name text not null)`,
  `create table district (
    district_id text collate "C" primary key,
    name text not null,
    region_id text collate "C" not null references region
  )`,
  `create table site (
    site_id text collate "C" primary key,
    name text not null,
    district_id text collate "C" not null references district,
    total_rooms integer not null check (total_rooms >= 0),
    contract_types jsonb not null
  )`,
  // No reference to site: every writer looks the site up first, and checking each row again doubles the time of a load.
  `create table cell (
    site_id text collate "C" not null,
    period text collate "C" not null,
    line_id text collate "C" not null,
    scenario text collate "C" not null check (scenario in ('budget', 'actual', 'forecast')),
    year smallint not null,
    value bigint,
    ver integer not null check (ver >= 1),
    seq bigint not null,
    deleted boolean not null default false,
    by_sub text not null,
    by_name text not null,
    op_id uuid,
    at timestamptz not null,
    primary key (site_id, period, line_id, scenario)
  )`,
  `create unique index cell_feed on cell (site_id, year, seq)`,
  `create table cell_audit (
    seq bigint primary key,
    site_id text collate "C" not null,
    period text collate "C" not null,
    line_id text collate "C" not null,
    scenario text collate "C" not null,
    op_id uuid,
    group_id uuid,
    sub text not null,
    name text not null,
    device_id text,
    source text not null,
    base_ver integer not null,
    ver integer not null,
    before bigint,
    after bigint,
    edited_at timestamptz,
    received_at timestamptz not null
  )`,
  `create index cell_audit_cell on cell_audit (site_id, period, line_id)`,
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name; end $$`,
  `create trigger cell_audit_append_only before update or delete or truncate on cell_audit
    for each statement execute function refuse_change()`,
  `create table op_result (
    sub text not null,
    device_id text not null,
    op_id uuid not null,
    body_hash text not null,
    result jsonb not null,
    received_at timestamptz not null,
    primary key (sub, device_id, op_id)
  )`,
  `create index op_result_age on op_result (received_at)`,
  `create table sync_head (
    id integer primary key check (id = 1),
    seq bigint not null,
    min_cursor bigint not null
  )`,
  `insert into sync_head values (1, 0, 0)`,
  `create table epoch (
    place integer primary key,
    epoch text not null unique,
    restored_to_seq bigint not null,
    at timestamptz not null
  )`,
  `create table meta (name text primary key, value text not null)`,
]
