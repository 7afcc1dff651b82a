/**
 * Every failure a person or an integrator can meet, with its HTTP status.
 * The first block is the API contract's (domain.md 0.3), the second the codes added for sync and writing,
 * the third happens on the laptop, OFFLINE also while a server stops. Adding one means deciding its status and its words.
 */
export const ERROR_CODES = {
  INVALID_TOKEN: 401,
  EXPIRED_TOKEN: 401,
  INSUFFICIENT_PERMISSIONS: 403,
  INVALID_SITE_ID: 400,
  INVALID_PERIOD: 400,
  MISSING_REQUIRED_FIELD: 400,
  INVALID_DATA_TYPE: 400,
  SITE_NOT_FOUND: 404,
  PERIOD_NOT_AVAILABLE: 404,
  CALCULATION_ERROR: 500,
  DATABASE_ERROR: 500,
  INTEGRATION_ERROR: 502,
  CACHE_ERROR: 500,
  RATE_LIMIT_EXCEEDED: 429,

  NOT_FOUND: 404,
  VERSION_CONFLICT: 409,
  PRECONDITION_REQUIRED: 428,
  PRECONDITION_FAILED: 412,
  PERIOD_LOCKED: 422,
  EPOCH_CHANGED: 410,
  CURSOR_EXPIRED: 410,
  IDEMPOTENCY_KEY_REUSED: 422,
  CLIENT_TOO_OLD: 426,
  PAYLOAD_TOO_LARGE: 413,
  SCOPE_REVOKED: 403,
  DEVICE_LOST: 403,

  OFFLINE: 503,
  NETWORK_BLOCKED: 502,
  SIGN_IN_REQUIRED: 401,
  SIGN_IN_FAILED: 401,
  SIGN_IN_CANCELLED: 401,
  KEY_STORE_UNAVAILABLE: 503,
  KEY_STORE_UNREADABLE: 503,
  STORE_UNREADABLE: 503,
  STORE_STOPPED: 503,
  DISK_FULL: 507,
  FILE_NOT_WRITABLE: 507,
  FILE_NOT_READABLE: 503,
  INTERNAL: 500,
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** One thing that is wrong with one field: what was given and what would be right. */
export type FieldIssue = {
  readonly code: ErrorCode
  readonly field: string
  readonly message: string
  readonly providedValue?: unknown
  readonly expectedFormat?: string
}

/** An error as it crosses a process or the network. */
export type WireError = {
  readonly code: ErrorCode
  readonly message: string
  readonly issues: readonly FieldIssue[]
}

/** A failure a person may meet: a code from the closed list, words they can act on, the fields at fault. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly issues: readonly FieldIssue[]

  constructor(code: ErrorCode, message: string, issues: readonly FieldIssue[] = [], options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.issues = issues
  }

  get status(): number {
    return ERROR_CODES[this.code]
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, issues: [...this.issues] }
  }

  static fromWire(error: WireError): AppError {
    return new AppError(error.code, error.message, error.issues)
  }
}

/** Any throw as an AppError; what was not one is a bug and is told as one calm sentence, without its text. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError('INTERNAL', 'Something went wrong in Frontline. Nothing you typed is lost.', [], {
    cause: thrown,
  })
}
