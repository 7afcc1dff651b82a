/** What happened to a site's forecast (domain.md 0.3). */
export const EVENT_TYPES = ['StatisticsUpdated', 'PayrollCalculated', 'PLViewRefreshed'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** An event as it is told: the same id if it is told twice. */
export type ForecastEvent = {
  readonly id: string
  readonly type: EventType
  readonly siteId: string
  readonly year: number
  /** Months that changed, in order. */
  readonly months: readonly string[]
  readonly at: string
  /** Of PLViewRefreshed: the year's contribution and what it is over its budget, in dollars; null where unknown. */
  readonly flc?: number | null
  readonly flcToBudget?: number | null
}

/** Where events go. Whoever listens may hear one twice and tells by its id. */
export type EventBus = {
  readonly publish: (events: readonly ForecastEvent[]) => Promise<void>
  readonly close: () => Promise<void>
}
