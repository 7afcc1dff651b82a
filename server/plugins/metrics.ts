import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { API_BASE } from '../../shared/contract/api.ts'

/** Seconds; the limits of design.md 6 and domain.md 0.3 are among them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30]

/** What is counted only when somebody reads the metrics. */
export type MetricsParts = { readonly eventsWaiting: () => Promise<number> }

/**
 * Figures for Prometheus: requests by route, method and answer, and of the process. Routes are told by their pattern, so
 * that no site, person or number is among them. Read them with an administrator's token.
 */
export function metrics(app: FastifyInstance, { eventsWaiting }: MetricsParts): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const labelNames = ['method', 'route', 'status'] as const
  const name = 'frontline_request_seconds'
  const help = 'How long requests took, until the answer was sent.'
  const took = new Histogram({ name, help, labelNames, buckets: BUCKETS, registers: [registry] })
  const waiting = new Gauge({
    name: 'frontline_events_waiting',
    help: 'Events that are stored and not delivered yet.',
    registers: [],
    async collect() {
      this.set(await eventsWaiting())
    },
  })
  registry.registerMetric(waiting)
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    took.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  app.get(
    `${API_BASE}/metrics`,
    { config: { scopes: ['forecasting:admin'] }, schema: { hide: true } },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
}
