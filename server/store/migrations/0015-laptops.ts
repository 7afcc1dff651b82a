import { type Kysely, sql } from 'kysely'

/** The laptops people use, and the server's half of what opens each one's data. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const KINDS = ['sign-in', 'export', 'payroll-read', 'settings']
const NEW_KINDS = ['recovery-kept', 'recovery-released', 'recovery-refused', 'laptop-lost']

const STATEMENTS = [
  `create table laptop (
    sub text not null,
    device_id text not null,
    name text not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    lost_at timestamptz,
    lost_by text,
    proofs jsonb not null default '[]',
    primary key (sub, device_id)
  )`,
  `create table recovery_half (
    place bigint generated always as identity primary key,
    sub text not null,
    device_id text not null,
    half_id uuid not null unique,
    half text not null,
    made_at timestamptz not null,
    foreign key (sub, device_id) references laptop
  )`,
  `create index recovery_half_of_laptop on recovery_half (sub, device_id)`,
  `alter table access_audit drop constraint access_audit_kind_check`,
  `alter table access_audit add constraint access_audit_kind_check
    check (kind in (${[...KINDS, ...NEW_KINDS].map((kind) => `'${kind}'`).join(', ')}))`,
]
