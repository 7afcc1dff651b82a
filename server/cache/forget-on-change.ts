import type { EventBus } from '../events/forecast-event.ts'
import { type Cache, siteYearTag, yearTag } from './cache.ts'

/** A bus that first lets the cache forget what a change made old: the site's year, and the next, which compares with it. */
export function forgetOnChange(cache: Cache, bus: EventBus): EventBus {
  return {
    publish: async (events) => {
      const tags = events.flatMap(({ siteId, year }) =>
        [year, year + 1].flatMap((moved) => [siteYearTag(siteId, moved), yearTag(moved)]),
      )
      for (const tag of new Set(tags)) await cache.forget(tag)
      await bus.publish(events)
    },
    close: () => bus.close(),
  }
}
