/** A Retry-After header, in seconds or as a date (sync.md 3.7), as milliseconds from now; 0 when there is none. */
export function readRetryAfter(header: unknown, nowMs: number): number {
  if (typeof header !== 'string' || header.trim() === '') return 0
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - nowMs)
}
