import { claimEvents, markDelivered, releaseEvents, type StoredEvent } from '../store/events.ts'
import type { Db } from '../store/tables.ts'
import type { EventBus, ForecastEvent } from './forecast-event.ts'

const BATCH = 100
/** Longer than any bus may take; after it another server takes the events over. */
const LEASE_MS = 60_000
const LOOK_EVERY_MS = 5_000
/**
 * A laptop back from a month offline commits a dozen times in a few seconds. What is told of a site's year is computed once
 * for all of them: as soon as commits pause, or after so long.
 */
const QUIET_MS = 1_000
const LATEST_MS = 5_000

export type DeliveryParts = {
  readonly db: Db
  readonly bus: EventBus
  readonly now: () => number
  /** What a PLViewRefreshed carries beside its site and year. */
  readonly figures: (siteId: string, year: number) => Promise<Pick<ForecastEvent, 'flc' | 'flcToBudget'>>
  /** A bus that refuses or a figure that fails is told here, and tried again later. */
  readonly report: (failure: unknown) => void
}

export type Delivery = {
  /** Something was committed: look soon. */
  readonly nudge: () => void
  /** Delivers what waits, then stops. */
  readonly close: () => Promise<void>
}

/**
 * Tells the bus of what was committed, in the order of commits and at least once: events are stored with the change and
 * marked only after the bus took them, so neither a crash nor a bus that is down loses one.
 */
export function startDelivery(parts: DeliveryParts): Delivery {
  let running: Promise<void> | null = null
  let again = false
  let isClosing = false
  let nudgedAt = 0
  let wake = () => {}
  const nudge = () => {
    again = true
    nudgedAt = performance.now()
    running ??= drain().finally(() => {
      running = null
      if (again) nudge()
    })
  }
  const untilQuiet = async () => {
    const latest = performance.now() + LATEST_MS
    for (;;) {
      const ms = Math.min(nudgedAt + QUIET_MS, latest) - performance.now()
      if (ms <= 0 || isClosing) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const drain = async () => {
    await untilQuiet()
    while (again) {
      again = false
      try {
        if (await deliverBatch(parts)) again = true
      } catch (failure) {
        parts.report(failure)
        return
      }
    }
  }
  const timer = setInterval(nudge, LOOK_EVERY_MS)
  timer.unref()
  return {
    nudge,
    close: async () => {
      clearInterval(timer)
      isClosing = true
      wake()
      await running
      await parts.bus.close()
    },
  }
}

/** One batch; true when there may be more. */
async function deliverBatch({ db, bus, now, figures }: DeliveryParts): Promise<boolean> {
  const claimed = await claimEvents(db, new Date(now()), LEASE_MS, BATCH)
  if (claimed.length === 0) return false
  const places = claimed.map(({ place }) => place)
  try {
    const events: ForecastEvent[] = []
    const once = oncePerYear(figures)
    for (const stored of claimed) events.push(await toEvent(stored, once))
    await bus.publish(events)
  } catch (failure) {
    await releaseEvents(db, places)
    throw failure
  }
  await markDelivered(db, places, new Date(now()))
  return claimed.length === BATCH
}

/** Several commits of a site's year are told with the same figures, the newest: computed once. */
function oncePerYear(figures: DeliveryParts['figures']): DeliveryParts['figures'] {
  const known = new Map<string, ReturnType<DeliveryParts['figures']>>()
  return (siteId, year) => {
    const key = `${siteId}:${year}`
    const found = known.get(key) ?? figures(siteId, year)
    known.set(key, found)
    return found
  }
}

async function toEvent(
  { place: _place, at, ...event }: StoredEvent,
  figures: DeliveryParts['figures'],
): Promise<ForecastEvent> {
  const told = { ...event, at: at.toISOString() }
  return event.type === 'PLViewRefreshed' ? { ...told, ...(await figures(event.siteId, event.year)) } : told
}
