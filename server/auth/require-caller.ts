import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Caller } from './caller.ts'
import type { VerifyToken } from './verify-token.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Any one of these opens the route; empty: no sign-in needed. A route without the key is closed. */
    scopes?: readonly Scope[]
  }
  interface FastifyRequest {
    /** Set before any handler of a route that needs a sign-in. */
    caller: Caller | null
  }
}

/** The sites of a person, for sign-in services that tell none in their tokens. */
export type SitesOf = (sub: string) => Promise<readonly string[]>

/** Stops every request whose token does not open its route; a route that names no policy does not start. */
export function requireCaller(app: FastifyInstance, verifyToken: VerifyToken, sitesOf: SitesOf): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    if (route.config?.scopes === undefined) throw new Error(`${route.url} says nothing about who may call it`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { scopes } = request.routeOptions.config
    if (request.is404 || scopes?.length === 0) return
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1]
    try {
      if (token === undefined) throw new AppError('INVALID_TOKEN', 'Send an access token: Authorization: Bearer …')
      const caller = await verifyToken(token)
      const isTold = caller.siteAccess.length > 0
      request.caller = isTold ? caller : { ...caller, siteAccess: await sitesOf(caller.sub) }
    } catch (thrown) {
      reply.header('www-authenticate', 'Bearer')
      throw thrown
    }
    const { caller } = request
    if (scopes?.some((scope) => caller.scopes.includes(scope)) !== true) {
      throw new AppError('INSUFFICIENT_PERMISSIONS', 'Your role does not allow this.')
    }
  })
}
