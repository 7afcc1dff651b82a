import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { API_BASE, type Endpoint, envelope } from '../../shared/contract/api.ts'
import { must } from '../../shared/core/bug.ts'
import type { Caller } from '../auth/caller.ts'
import { enveloped } from '../plugins/envelope.ts'

type Part<E, K extends string> = E extends Readonly<Record<K, infer S extends z.ZodType>> ? z.output<S> : undefined

/** A request that passed its endpoint's schemas. */
export type Ask<E extends Endpoint> = {
  readonly params: Part<E, 'params'>
  readonly query: Part<E, 'query'>
  readonly body: Part<E, 'body'>
  /** Who is calling; only for routes with scopes. */
  readonly caller: () => Caller
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** How long an answer may take, in milliseconds (domain.md 0.3); what takes longer is given up. */
export const TIMEOUTS = { simple: 30_000, report: 300_000, bulk: 600_000 } as const

export type ServeOptions = {
  readonly now: () => number
  readonly bodyLimit?: number
  /** A simple query where it is left out. */
  readonly takes?: keyof typeof TIMEOUTS
}

/** Hangs a handler on an endpoint of the contract: same path, same schemas, same scopes, answer in the envelope. */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  { now, bodyLimit, takes }: ServeOptions,
  handler: (ask: Ask<E>) => Promise<z.input<E['data']>>,
): void {
  app.route({
    method: endpoint.method,
    url: API_BASE + endpoint.path,
    config: { scopes: endpoint.scopes },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(takes === undefined ? {} : { handlerTimeout: TIMEOUTS[takes] }),
    schema: {
      summary: endpoint.summary,
      ...(endpoint.scopes.length > 0 ? { security: [{ oauth: [...endpoint.scopes] }] } : {}),
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
      response: { 200: envelope(endpoint.data) },
    },
    handler: async (request, reply) => {
      const data = await handler({
        params: request.params as Part<E, 'params'>,
        query: request.query as Part<E, 'query'>,
        body: request.body as Part<E, 'body'>,
        caller: () => must(request.caller, 'a route without scopes asked who is calling'),
        request,
        reply,
      })
      return enveloped(data, request, now)
    },
  })
}
