import type { EventBus, ForecastEvent } from './forecast-event.ts'

export type Listener = (event: ForecastEvent) => void

/** A bus inside this process: every listener hears every event, in the order of commits. */
export type InProcessBus = EventBus & {
  /** Returns its own undo. */
  readonly listen: (listener: Listener) => () => void
}

export function inProcessBus(): InProcessBus {
  const listeners = new Set<Listener>()
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish: async (events) => {
      for (const event of events) for (const listener of listeners) listener(event)
    },
    close: async () => listeners.clear(),
  }
}
