import { type Kysely, sql } from 'kysely'

/** What has to be told to the outside, stored with what it tells of, so that a crash in between loses nothing. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table event (
    place bigint generated always as identity primary key,
    id uuid not null,
    type text not null,
    site_id text collate "C" not null,
    year smallint not null,
    months jsonb not null,
    at timestamptz not null,
    claimed_until timestamptz,
    delivered_at timestamptz
  )`,
  `create index event_waiting on event (place) where delivered_at is null`,
]
