import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { must } from '../../shared/core/bug.ts'
import { type AccessKind, auditAccess } from '../store/access-audit.ts'
import type { Db } from '../store/tables.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Audits that the caller of this request looks at, or takes out, what is private; awaited before it is told. */
    audit: (request: FastifyRequest, kind: AccessKind, siteId: string, period?: string) => Promise<void>
  }
}

const MOST_REMEMBERED = 10_000

/**
 * Audits who uses the service (domain.md 3.11, 10.5): each sign-in when its first token is used here, because the provider
 * tells nobody else, and each change that only administrators may make, before it is made. Routes add what they tell.
 */
export function auditAccesses(app: FastifyInstance, db: Db, now: () => number): void {
  const store = (
    request: FastifyRequest,
    kind: AccessKind,
    more: { siteId?: string; period?: string; once?: string },
  ) => {
    const { sub, name } = must(request.caller, 'only signed-in people are audited')
    const what = `${request.method} ${request.routeOptions.url ?? ''}`
    return auditAccess(db, { kind, what, sub, name, requestId: request.id, at: new Date(now()), ...more })
  }
  app.decorate('audit', (request, kind, siteId, period) =>
    store(request, kind, { siteId, ...(period === undefined ? {} : { period }) }),
  )

  const known = new LRUCache<string, true>({ max: MOST_REMEMBERED })
  app.addHook('onRequest', async (request) => {
    if (!request.caller) return
    const once = `sign-in|${request.caller.sub}|${request.caller.signedInAt}`
    if (known.has(once)) return
    await store(request, 'sign-in', { once })
    known.set(once, true)
  })
  app.addHook('preHandler', async (request) => {
    const { method, routeOptions } = request
    if (method === 'GET' || method === 'HEAD' || routeOptions.config.scopes?.join() !== 'forecasting:admin') return
    await store(request, 'settings', {})
  })
}
