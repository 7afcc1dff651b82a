import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import { ApiFailure } from '../sync/failure.ts'
import { offline } from './refusal.ts'

/** Runs a request, or refuses to while the host is given a rest. */
export type Breaker = <T>(request: () => Promise<T>) => Promise<T>

const FAILURES = 5
const REST_MS = 15_000

/**
 * The breaker of one host (sync.md 3.7): after five requests in a row that nobody answered nothing goes out for a
 * while; then one request tries. The first of a round is the small list of scopes.
 */
export function hostBreaker(): Breaker {
  const isUnanswered = (thrown: unknown): boolean => thrown instanceof ApiFailure && thrown.failure.kind === 'lost'
  const circuit = circuitBreaker(handleWhen(isUnanswered), {
    halfOpenAfter: REST_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  })
  return async (request) => {
    try {
      return await circuit.execute(request)
    } catch (thrown) {
      throw thrown instanceof BrokenCircuitError ? offline(thrown) : thrown
    }
  }
}
