import type { Db, Tables } from './tables.ts'

export type AccessKind = Tables['access_audit']['kind']

/** Somebody looked at what is private, or took data out (domain.md 3.11, 10.5). */
export type Access = {
  readonly kind: AccessKind
  readonly sub: string
  readonly name: string
  /** The route that was asked. */
  readonly what: string
  readonly siteId?: string
  readonly period?: string
  readonly requestId: string
  readonly at: Date
  /** Names what is to be told once only, however many servers meet it. */
  readonly once?: string
}

/** Stores who did what and when, before the answer goes out; what cannot be stored is not answered. Kept for seven years. */
export async function auditAccess(db: Db, access: Access): Promise<void> {
  const { kind, what, sub, name, at } = access
  await db
    .insertInto('access_audit')
    .values({
      kind,
      what,
      sub,
      name,
      at,
      site_id: access.siteId ?? null,
      period: access.period ?? null,
      request_id: access.requestId,
      once: access.once ?? null,
    })
    .onConflict((clash) => clash.column('once').doNothing())
    .execute()
}
