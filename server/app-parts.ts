import type { Day } from '../shared/core/calendar.ts'
import type { VerifyToken } from './auth/verify-token.ts'
import type { EventBus } from './events/forecast-event.ts'
import type { ConnectionLimits, Tls } from './http-server.ts'
import type { LogStream } from './log.ts'
import type { AddressRange } from './plugins/allowed-addresses.ts'
import type { RateRules } from './plugins/rate-limit.ts'
import type { Store } from './store/open-store.ts'

/** What the application is built of; everything that differs between production, development and tests. */
export type AppParts = {
  readonly store: Store
  readonly verifyToken: VerifyToken
  /** The clock, in epoch milliseconds. */
  readonly now: () => number
  /** Today in the business time zone (domain.md 0.2). */
  readonly today: () => Day
  /** Laptops with an older Frontline are asked to update before they sync; null lets every version in. */
  readonly minimumClient?: string | null
  readonly rate?: RateRules
  readonly limits?: ConnectionLimits
  /** False for none, true for standard output. */
  readonly log: boolean | LogStream
  /** The only addresses that are answered; left out, every one is. */
  readonly allowedFrom?: readonly AddressRange[]
  /** Proxies whose word on where a request comes from is taken. */
  readonly trustProxy?: readonly AddressRange[]
  /** With it the server speaks TLS 1.3 itself. */
  readonly tls?: Tls
  /** Opens the metrics, beside an administrator's token. */
  readonly metricsToken?: string
  /** Where events go; left out, they stay in this process (domain.md 0.3). */
  readonly bus?: EventBus
  /** A Redis in which all servers keep answers and count requests; left out, each does so itself. */
  readonly redisUrl?: string
}
