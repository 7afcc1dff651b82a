import { claimEvents, markDelivered, releaseEvents, type StoredEvent, waitingSites } from '../store/events.ts'
import type { Db } from '../store/tables.ts'
import type { EventBus, ForecastEvent } from './forecast-event.ts'
import { NOBODY, whoIsDue } from './who-is-due.ts'

const BATCH = 100
/** Longer than any bus may take; after it another server takes the events over. */
const LEASE_MS = 60_000
/** What another server left behind is found this late. */
const LOOK_EVERY_MS = 5_000
/** How often it is looked while something waits. */
const PATIENCE_MS = 200
/** A site that fails does not hold the others up; several mean that the bus is away. */
const MOST_FAILURES = 3

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
 * Tells the bus of what was committed, of each site in the order of its commits and at least once: events are stored
 * with the change and marked only after the bus took them, so neither a crash nor a bus that is down loses one. At most
 * half of the time goes into it: the busier the server, the more commits of a site are told of together.
 */
export function startDelivery(parts: DeliveryParts): Delivery {
  let running: Promise<void> | null = null
  let isNudged = false
  let isClosing = false
  let wake = () => {}
  const rest = async (ms: number) => {
    if (isClosing) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  /** False when it failed. */
  const tell = async (siteId: string): Promise<boolean> => {
    const begun = performance.now()
    try {
      while (await deliverBatch(parts, siteId));
      return true
    } catch (failure) {
      parts.report(failure)
      return false
    } finally {
      await rest(performance.now() - begun)
    }
  }
  const drain = async () => {
    let seen = NOBODY
    const failed = new Set<string>()
    for (;;) {
      isNudged = false
      const all = await waitingSites(parts.db, new Date(parts.now()))
      const waiting = all.filter(({ siteId }) => !failed.has(siteId))
      if (waiting.length === 0) return
      const look = whoIsDue(seen, waiting, performance.now())
      seen = look.seen
      const due = isClosing ? waiting.map(({ siteId }) => siteId) : look.due
      for (const siteId of due) {
        if (!(await tell(siteId))) failed.add(siteId)
        if (failed.size >= MOST_FAILURES) return
      }
      if (due.length === 0) await rest(PATIENCE_MS)
    }
  }
  const nudge = () => {
    isNudged = true
    running ??= drain()
      .catch(parts.report)
      .finally(() => {
        running = null
        if (isNudged && !isClosing) nudge()
      })
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
      await drain().catch(parts.report)
      await parts.bus.close()
    },
  }
}

/** One batch of a site; true when there may be more. */
async function deliverBatch({ db, bus, now, figures }: DeliveryParts, siteId: string): Promise<boolean> {
  const claimed = await claimEvents(db, siteId, new Date(now()), LEASE_MS, BATCH)
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
