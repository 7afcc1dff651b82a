import { type Kysely, sql } from 'kysely'

/** What sites are beside their cells: master, contract, staff; settings of the system; and computed years kept for rollups. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table site add column master jsonb not null default '{}'`,
  // Rises with every change of master, contract or staff, so that whatever was computed from them shows its age.
  `alter table site add column reference_ver integer not null default 1`,
  // json, not jsonb: a contract is read back as it was entered.
  `create table contract (
    site_id text collate "C" primary key references site,
    terms json not null,
    ver integer not null check (ver >= 1),
    by_sub text not null,
    at timestamptz not null
  )`,
  `create table job_family (
    family_id text collate "C" primary key,
    name text not null unique,
    salaried boolean not null,
    active boolean not null default true
  )`,
  `create table job_code (
    code text collate "C" primary key,
    title text not null,
    family_id text collate "C" not null references job_family,
    active boolean not null default true
  )`,
  `create table site_job (
    site_id text collate "C" not null references site,
    code text collate "C" not null references job_code,
    average_rate numeric check (average_rate >= 0),
    employees integer not null check (employees between 0 and 500),
    annual_salary numeric check (annual_salary >= 0),
    at timestamptz not null,
    primary key (site_id, code)
  )`,
  `create table config (
    name text primary key,
    value jsonb not null,
    ver integer not null check (ver >= 1),
    by_sub text not null,
    at timestamptz not null
  )`,
  `create table site_year (
    site_id text collate "C" not null references site,
    year smallint not null,
    basis text not null,
    result json not null,
    at timestamptz not null,
    primary key (site_id, year)
  )`,
]
