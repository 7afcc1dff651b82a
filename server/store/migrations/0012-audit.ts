import { type Kysely, sql } from 'kysely'
import { ROW_TEXT } from '../audit-chain.ts'

/** Seals over the audit of changes, and who looked at or took out what. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const appendOnly = (table: string) =>
  `create trigger ${table}_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change()`

const STATEMENTS = [
  // A seal holds the rows after the seal before it, up to its own; its hash holds theirs and the seal's before it.
  `create table audit_seal (
    last_seq bigint primary key,
    row_count integer not null check (row_count > 0),
    hash text not null
  )`,
  `do $$
    declare
      sealed bigint := 0;
      head text := '';
      found record;
    begin
      loop
        select max(seq) as last_seq, count(*)::integer as row_count,
          encode(sha256(convert_to(head || E'\\n' || string_agg(${ROW_TEXT}, E'\\n' order by seq), 'UTF8')), 'hex') as hash
        into found from (select * from cell_audit where seq > sealed order by seq limit 10000) a;
        exit when found.last_seq is null;
        insert into audit_seal values (found.last_seq, found.row_count, found.hash);
        sealed := found.last_seq;
        head := found.hash;
      end loop;
    end $$`,
  appendOnly('audit_seal'),
  `create table access_audit (
    place bigint generated always as identity primary key,
    at timestamptz not null,
    sub text not null,
    name text not null,
    kind text not null check (kind in ('sign-in', 'export', 'payroll-read', 'settings')),
    what text not null,
    site_id text collate "C",
    period text collate "C",
    request_id text not null,
    once text unique
  )`,
  `create index access_audit_when on access_audit (at)`,
  `create index access_audit_site on access_audit (site_id, at)`,
  appendOnly('access_audit'),
]
