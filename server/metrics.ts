import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Outcome } from './cache/keeper.ts'
import type { PoolState } from './store/open-store.ts'

/** Seconds; the limits of design.md 6 and domain.md 0.3 are among them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30]

/** Other systems whose failures are counted. */
export type OtherSystem = 'issuer' | 'redis' | 'bus'

/** What is counted only when somebody reads the metrics; null where it cannot be told. */
export type MetricsParts = {
  readonly pool: () => PoolState
  /** Events that are stored and not told yet. */
  readonly eventsWaiting: () => Promise<number>
  /** Versions of cells written so far: where the commit order stands. */
  readonly cellsWritten: () => Promise<number>
}

export type Metrics = ReturnType<typeof openMetrics>

/** What one application counts about itself, in a registry of its own. Labels are closed lists: no site, no person. */
export function openMetrics({ pool, eventsWaiting, cellsWritten }: MetricsParts) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const took = new Histogram({
    name: 'frontline_request_seconds',
    help: 'How long requests took, until the answer was sent.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  })
  const inFlight = new Gauge({ name: 'frontline_requests_in_flight', help: 'Requests under way.', registers })
  const counter = <L extends string>(name: string, help: string, label: L) =>
    new Counter<L>({ name: `frontline_${name}_total`, help, labelNames: [label], registers })
  const operations = counter('sync_operations', 'Pushed operations by what became of them.', 'result')
  const answers = counter('kept_answers', 'Answers that were known, were made, or were being made already.', 'outcome')
  const failures = counter('failed_calls', 'Calls of other systems that failed.', 'system')
  const limited = counter(
    'limited_requests',
    'Requests refused because there were too many, by who sent them.',
    'client',
  )

  /** A gauge that asks the database: one that does not answer leaves it out and never spoils the others. */
  const asked = (name: string, help: string, ask: () => Promise<number>) =>
    new Gauge({
      name: `frontline_${name}`,
      help,
      registers,
      async collect() {
        this.reset()
        const value = await ask().catch(() => null)
        if (value === null) this.remove()
        else this.set(value)
      },
    })
  asked('events_waiting', 'Events that are stored and not delivered yet.', eventsWaiting)
  asked('cells_written', 'Versions of cells written since the first start.', cellsWritten)
  const connections = new Gauge({
    name: 'frontline_database_connections',
    help: 'Connections of the database pool, and requests that wait for one.',
    labelNames: ['state'] as const,
    registers,
    collect: () => {
      for (const [state, count] of Object.entries(pool())) connections.set({ state }, count)
    },
  })

  return {
    registry,
    took,
    inFlight,
    operation: (result: string) => operations.inc({ result }),
    answer: (outcome: Outcome) => answers.inc({ outcome }),
    failure: (system: OtherSystem) => failures.inc({ system }),
    limited: (client: 'laptop' | 'person' | 'sync' | 'address') => limited.inc({ client }),
  }
}
