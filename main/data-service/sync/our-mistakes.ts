import type { ErrorCode } from '../../../shared/core/errors.ts'

/** Refusals that only a mistake of Frontline's brings about (sync.md 3.8). */
const OURS: readonly ErrorCode[] = ['IDEMPOTENCY_KEY_REUSED', 'PRECONDITION_REQUIRED']

export const isOurMistake = (code: ErrorCode): boolean => OURS.includes(code)

/** Why an edit was not taken, for its author: a mistake of ours is not theirs to understand. */
export const refusalWords = (code: ErrorCode, message: string): string =>
  isOurMistake(code)
    ? 'Frontline made a mistake in sending this. Type the number again; if it is not accepted then, save a report for support (Sync).'
    : message
