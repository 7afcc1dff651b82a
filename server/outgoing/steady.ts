import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  fullJitterGenerator,
  handleAll,
  handleWhen,
  type IPolicy,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel'

/** Retries after the first try, as domain.md 11 has it for every other system. */
const RETRIES = 3
const FAILURES_IN_A_ROW = 5

export type SteadyRules = {
  /** One try takes at most so long, in milliseconds. */
  readonly tryMs: number
  /** The first pause is up to so long; each further one up to twice as long. */
  readonly pauseMs: number
  /** After five failures in a row nothing is tried for so long, then one call goes first. */
  readonly restMs: number
  readonly retries?: number
}

/**
 * How this server calls another system (domain.md 11): each try in bounded time, three more with exponential pauses of
 * full jitter, and none at all while the other is known to be down. What fails in the end is thrown.
 */
export function steady({ tryMs, pauseMs, restMs, retries = RETRIES }: SteadyRules): IPolicy {
  const pauses = new ExponentialBackoff({
    initialDelay: pauseMs,
    maxDelay: pauseMs * 2 ** retries,
    generator: fullJitterGenerator,
  })
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  })
  const tries = wrap(
    breaker,
    // An answer's body is read after it was given.
    timeout(tryMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false }),
  )
  return retries === 0
    ? tries
    : wrap(retry(handleWhen(isWorthRetrying), { maxAttempts: retries, backoff: pauses }), tries)
}

const isWorthRetrying = (failure: unknown): boolean => !(failure instanceof BrokenCircuitError)
