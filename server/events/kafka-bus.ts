import { Producer, ProduceAcks, stringSerializers } from '@platformatic/kafka'
import { steady } from '../outgoing/steady.ts'
import type { EventBus, EventType, ForecastEvent } from './forecast-event.ts'

/** One topic a kind, so that a reader of statistics need not pass over everything else. */
export const TOPICS: Readonly<Record<EventType, string>> = {
  StatisticsUpdated: 'forecasting.statistics-updated',
  PayrollCalculated: 'forecasting.payroll-calculated',
  PLViewRefreshed: 'forecasting.pl-view-refreshed',
}

/** All four tries together take less than the lease of the events, see `delivery.ts`. */
const TRY_MS = 10_000

/** A message of the bus: keyed by site, so that a site's events keep their order; the id tells doubles. */
export const toMessage = (event: ForecastEvent) => ({
  topic: TOPICS[event.type],
  key: event.siteId,
  value: JSON.stringify(event),
  headers: { id: event.id, type: event.type },
})

/** A bus over Apache Kafka; an answer is waited for from every replica before events count as told. */
export function kafkaBus(bootstrapBrokers: readonly string[]): EventBus {
  const producer = new Producer({
    clientId: 'frontline',
    bootstrapBrokers: [...bootstrapBrokers],
    serializers: stringSerializers,
    retries: 0,
    timeout: TRY_MS,
  })
  const calls = steady({ tryMs: TRY_MS, pauseMs: 200, restMs: 10_000 })
  return {
    publish: async (events) => {
      await calls.execute(() => producer.send({ messages: events.map(toMessage), acks: ProduceAcks.ALL }))
    },
    close: () => producer.close(true),
  }
}
