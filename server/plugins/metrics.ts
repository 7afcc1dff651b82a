import type { FastifyInstance } from 'fastify'
import { API_BASE } from '../../shared/contract/api.ts'
import type { Metrics } from '../metrics.ts'

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics
  }
}

/** Counts every request by its route's pattern, so that no site, person or number is among the labels. */
export function countRequests(app: FastifyInstance, { took, inFlight }: Metrics): void {
  app.addHook('onRequest', async (_request, reply) => {
    inFlight.inc()
    reply.raw.once('close', () => inFlight.dec())
  })
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    took.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
}

/** Figures for Prometheus. Read them with an administrator's token, or with the one made for this alone. */
export function metricsRoute(app: FastifyInstance, { registry }: Metrics, secret: string | undefined): void {
  app.get(
    `${API_BASE}/metrics`,
    { config: { scopes: ['forecasting:admin'], secret }, schema: { hide: true } },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
}
