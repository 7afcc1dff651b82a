import { type Kysely, sql } from 'kysely'

/** Answers kept for repeated requests, reasons of changes, and descriptions of job families. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // json, not jsonb: an answer is told again as it was told.
  `create table document_answer (
    sub text not null,
    key text not null,
    body_hash text not null,
    answer json not null,
    at timestamptz not null,
    primary key (sub, key)
  )`,
  `create index document_answer_age on document_answer (at)`,
  // Named by the commit it explains; a row of cell_audit is never touched again.
  `create table change_reason (seq bigint primary key, reason text not null)`,
  `create trigger change_reason_append_only before update or delete or truncate on change_reason
    for each statement execute function refuse_change()`,
  `alter table job_family add column description text not null default ''`,
]
