import type { EventBus } from './forecast-event.ts'

export type WatchedBus = EventBus & {
  /** True while the last events could not be told. */
  readonly isAway: () => boolean
}

/** A bus whose failures are counted and whose last answer is remembered, for whoever looks after the server. */
export function watchedBus(bus: EventBus, failed: () => void): WatchedBus {
  let isAway = false
  return {
    publish: async (events) => {
      try {
        await bus.publish(events)
        isAway = false
      } catch (failure) {
        isAway = true
        failed()
        throw failure
      }
    },
    close: () => bus.close(),
    isAway: () => isAway,
  }
}
