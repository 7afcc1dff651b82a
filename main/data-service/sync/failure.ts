import type { WireError } from '../../../shared/core/errors.ts'

/**
 * How a request to the API can end other than well, by what has to happen next (sync.md 3.8). Only `lost` leaves
 * open whether the server did it: whatever was sent is sent again, as it was.
 */
export type Failure = {
  readonly kind:
    /** No answer, or a server in trouble. */
    | 'lost'
    /** Something that is not our server answered. */
    | 'blocked'
    /** A new sign-in is needed. */
    | 'sign-in'
    /** Asked to wait. */
    | 'throttled'
    /** This Frontline is too old for the API, or this laptop lost: nothing is asked any more. */
    | 'too-old'
    /** The server's history was replaced by another. */
    | 'epoch'
    /** The feed does not reach back that far. */
    | 'cursor'
    /** The person may not do this; what is sent together with it is not looked at. */
    | 'forbidden'
    /** The server itself failed over this request, in its own words: sent again it may fail again. */
    | 'broken'
    /** A good answer that gets nobody further. */
    | 'stuck'
    /** The whole request was refused as it is. */
    | 'refused'
    /** Too much in one request. */
    | 'too-large'
    /** The laptop's own disk or store. */
    | 'store'
  readonly error: WireError
  /** At least this long; 0 when the server did not say. */
  readonly retryAfterMs: number
  /** Nothing came for so long that it was given up: what was sent may have been too much for the wire. */
  readonly timedOut?: boolean
  /** The server's name for the request, for support. */
  readonly requestId?: string | undefined
}

/** Carries a failure from the API client to who performs the sync. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly failure: Failure

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.error.message, options)
    this.failure = failure
  }
}
