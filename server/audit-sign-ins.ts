import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import { auditAccess } from './store/access-audit.ts'
import type { Db } from './store/tables.ts'

const MOST_REMEMBERED = 10_000

/** Audits each sign-in when its first token is used here: the provider tells nobody else. Once, however many servers there are. */
export function auditSignIns(app: FastifyInstance, db: Db, now: () => number): void {
  const known = new LRUCache<string, true>({ max: MOST_REMEMBERED })
  app.addHook('onRequest', async ({ caller, id: requestId }) => {
    if (!caller) return
    const { sub, name, signedInAt } = caller
    const once = `sign-in|${sub}|${signedInAt}`
    if (known.has(once)) return
    await auditAccess(db, { kind: 'sign-in', sub, name, requestId, at: new Date(now()), once })
    known.set(once, true)
  })
}
