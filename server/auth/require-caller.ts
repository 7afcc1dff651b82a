import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Caller } from './caller.ts'
import type { VerifyToken } from './verify-token.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Any one of these opens the route; empty: no sign-in needed. A route without the key is closed. */
    scopes?: readonly Scope[]
    /** A bearer that opens this route alone, for a machine that cannot sign in. */
    secret?: string | undefined
  }
  interface FastifyRequest {
    /** Set before any handler of a route that needs a sign-in. */
    caller: Caller | null
    /** True where no sign-in is needed. */
    isOpen: boolean
    /** Why there is no caller, where one is needed. */
    refusal: unknown
  }
}

/** The sites of a person, for sign-in services that tell none in their tokens. */
export type SitesOf = (sub: string) => Promise<readonly string[]>

/** Finds out who calls; refuses nobody yet, so that what comes next can count refusals too. */
export function identifyCaller(app: FastifyInstance, verifyToken: VerifyToken, sitesOf: SitesOf): void {
  app.decorateRequest('caller', null)
  app.decorateRequest('isOpen', false)
  app.decorateRequest('refusal', null)
  app.addHook('onRequest', async (request) => {
    const { scopes, secret } = request.routeOptions.config
    request.isOpen = request.is404 || scopes?.length === 0
    if (request.isOpen) return
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1]
    request.isOpen = secret !== undefined && token !== undefined && isSame(token, secret)
    if (request.isOpen) return
    try {
      if (token === undefined) throw new AppError('INVALID_TOKEN', 'Send an access token: Authorization: Bearer …')
      const caller = await verifyToken(token)
      const isTold = caller.siteAccess.length > 0
      request.caller = isTold ? caller : { ...caller, siteAccess: await sitesOf(caller.sub) }
    } catch (thrown) {
      request.refusal = thrown
    }
  })
}

/** Stops every request whose caller does not open its route; a route that names no policy does not start. */
export function requireCaller(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.scopes === undefined) throw new Error(`${route.url} says nothing about who may call it`)
  })
  app.addHook('onRequest', async ({ isOpen, caller, refusal, routeOptions }, reply) => {
    if (isOpen) return
    if (!caller) {
      reply.header('www-authenticate', 'Bearer')
      throw refusal
    }
    if (routeOptions.config.scopes?.some((scope) => caller.scopes.includes(scope)) !== true) {
      throw new AppError('INSUFFICIENT_PERMISSIONS', 'Your role does not allow this.')
    }
  })
}

/** Compares in a time that tells nothing of where two texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string) => createHash('sha256').update(text).digest()
