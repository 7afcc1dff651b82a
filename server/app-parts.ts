import type { Day } from '../shared/core/calendar.ts'
import type { Cache } from './cache/cache.ts'
import type { VerifyToken } from './auth/verify-token.ts'
import type { EventBus } from './events/forecast-event.ts'
import type { AddressRange } from './plugins/allowed-addresses.ts'
import type { Store } from './store/open-store.ts'

/** What the application is built of; everything that differs between production, development and tests. */
export type AppParts = {
  readonly store: Store
  readonly verifyToken: VerifyToken
  /** The clock, in epoch milliseconds. */
  readonly now: () => number
  /** Today in the business time zone (domain.md 0.2). */
  readonly today: () => Day
  /** Requests a client may send in a minute. */
  readonly requestsPerMinute: number
  /** Laptops with an older Frontline are asked to update before they sync; null lets every version in. */
  readonly minimumClient?: string | null
  readonly log: boolean
  /** The only addresses that are answered; left out, every one is. */
  readonly allowedFrom?: readonly AddressRange[]
  /** Where events go; left out, they stay in this process (domain.md 0.3). */
  readonly bus?: EventBus
  /** Where answers are kept; left out, they stay in this process. */
  readonly cache?: Cache
}
