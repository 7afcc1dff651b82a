import { type Kysely, sql } from 'kysely'

/** What a person calculated on inputs of their own. `place` orders a person's results, also those of one instant. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // json, not jsonb: what was sent comes back in the order it was sent.
  `create table result (
    id uuid primary key,
    place bigint generated always as identity,
    sub text not null,
    calculation text not null,
    inputs json not null,
    result json not null,
    created_at timestamptz not null
  )`,
  `create index result_of_person on result (sub, place)`,
]
