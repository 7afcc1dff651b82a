import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** Tables that only grow: what is in them is evidence. */
export const APPEND_ONLY = [
  'access_audit',
  'act_result',
  'audit_seal',
  'cell_audit',
  'change_reason',
  'comment',
  'comment_move',
  'kept_warning',
  'reason',
  'snapshot',
  'snapshot_cell',
  'snapshot_year',
  'submission',
] as const

/**
 * Gives the role of the running server what it needs and no more (security.md 46): it reads and writes, but of the
 * tables that only grow it alters and deletes nothing, and it changes no table. The owner, who migrates, is another role.
 */
export async function grantAppRole(owner: Db, role: string): Promise<void> {
  const to = sql.id(role)
  await owner.transaction().execute(async (tx) => {
    await sql`grant usage on schema public to ${to}`.execute(tx)
    await sql`grant select, insert, update, delete on all tables in schema public to ${to}`.execute(tx)
    for (const table of APPEND_ONLY) {
      await sql`revoke update, delete, truncate on ${sql.id(table)} from ${to}`.execute(tx)
    }
    for (const table of ['kysely_migration', 'kysely_migration_lock']) {
      await sql`revoke insert, update, delete on ${sql.id(table)} from ${to}`.execute(tx)
    }
  })
}
