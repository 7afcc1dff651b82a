import { FailureEnvelope } from '../../../shared/contract/api.ts'
import type { ErrorCode } from '../../../shared/core/errors.ts'
import { ApiFailure, type Failure } from '../sync/failure.ts'

/** A failure by what has to happen next, with its words. */
export const failure = (
  kind: Failure['kind'],
  code: ErrorCode,
  message: string,
  retryAfterMs = 0,
  cause?: unknown,
): ApiFailure => new ApiFailure({ kind, error: { code, message, issues: [] }, retryAfterMs }, { cause })

/** What TLS says of a certificate that is not valid now: with a wrong clock no certificate is (sync.md 3.9). */
const CLOCK_CODES = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']

/** What a proxy says that lets nobody through it does not know. */
const isProxySignIn = (cause: unknown): boolean =>
  (cause as { code?: unknown } | undefined)?.code === 'ERR_PROXY_TUNNEL' &&
  String((cause as { message?: unknown }).message).includes(' 407 ')

/** What a request that was given up says of itself. */
const TIMEOUT_CODES = ['ECONNABORTED', 'ETIMEDOUT']

/** No answer, or none that tells whether the server did it. */
export function offline(cause?: unknown): ApiFailure {
  const code = String((cause as { code?: unknown } | undefined)?.code)
  if (isProxySignIn(cause))
    return failure(
      'lost',
      'OFFLINE',
      'The proxy of this network asks for a sign-in before it lets Frontline reach the forecasting server. Ask your IT support to let it through; your edits are safe on this computer.',
      0,
      cause,
    )
  const { failure: lost } = failure(
    'lost',
    'OFFLINE',
    CLOCK_CODES.includes(code)
      ? 'The forecasting server’s certificate is not valid at the time this computer shows. Check your computer’s clock and date; your edits are safe here and will be sent when it is right.'
      : 'The forecasting server cannot be reached. Your edits are safe on this computer and will be sent when it can.',
  )
  return new ApiFailure({ ...lost, timedOut: TIMEOUT_CODES.includes(code) }, { cause })
}

const FETCHED_ANEW =
  'This computer was away for long. Frontline is fetching the data of a site again and keeps your edits.'

/** Seen only where one edit alone is too large, which no number is. */
const TOO_LARGE =
  'The forecasting server finds this too large to take. Type it again; if that does not help, save a report for support.'

/** Whatever answered, it was not our server. */
export const blocked = (why: string): ApiFailure =>
  failure(
    'blocked',
    'NETWORK_BLOCKED',
    `Something else answered in place of the forecasting server (${why}). If this is a hotel Wi-Fi, sign in to the network in a browser first; your edits are safe on this computer.`,
  )

/** The server's history is another than the one that is followed. */
export const epochChanged = (): ApiFailure =>
  failure(
    'epoch',
    'EPOCH_CHANGED',
    'The forecasting server was restored from a backup. Frontline is fetching its data again and keeps your edits.',
  )

/**
 * What an answer other than 200 means (the table of sync.md 3.8). Without our envelope nobody knows whose answer it is.
 */
export function refusal(status: number, body: unknown, retryAfterMs: number): ApiFailure {
  const parsed = FailureEnvelope.safeParse(body)
  const first = parsed.success ? parsed.data.errors[0] : undefined
  const words = first?.message ?? (parsed.success ? parsed.data.message : '')
  const code = first?.code ?? 'INTEGRATION_ERROR'
  if (status === 429) {
    return failure(
      'throttled',
      'RATE_LIMIT_EXCEEDED',
      'The forecasting server asked to wait before the next try. Your edits are safe on this computer.',
      Math.max(retryAfterMs, 1000),
    )
  }
  if (status === 503 && retryAfterMs > 0) {
    return failure(
      'throttled',
      'OFFLINE',
      'The forecasting server is being looked after and asked to wait. Your edits are safe on this computer.',
      retryAfterMs,
    )
  }
  if (status === 403 && code === 'DEVICE_LOST') {
    return failure('too-old', 'DEVICE_LOST', 'This laptop was marked as lost. Nothing is sent from it any more.')
  }
  if (status === 511 || status === 407) return blocked(`status ${status}`)
  if (status === 500 && parsed.success && code !== 'DATABASE_ERROR') {
    return failure('broken', code, 'The forecasting server failed over this. Your edits are safe on this computer.')
  }
  if (status >= 500 || status === 408 || status === 425) return offline(new Error(`status ${status}`))
  if (!parsed.success) return blocked(`status ${status}`)
  switch (status) {
    case 401:
      return failure(
        'sign-in',
        'SIGN_IN_REQUIRED',
        'Sign in again to send your edits. They are safe on this computer until then.',
      )
    case 403:
      return failure(
        'forbidden',
        code,
        `The forecasting server does not take edits from your account at the moment (${words}). Ask your administrator; your edits are safe on this computer.`,
      )
    case 409:
      return failure('epoch', code, 'Something changed at the forecasting server. Frontline looks again, then sends.')
    case 410:
      return code === 'CURSOR_EXPIRED' ? failure('cursor', code, FETCHED_ANEW) : epochChanged()
    case 413:
      return failure('too-large', 'PAYLOAD_TOO_LARGE', TOO_LARGE)
    case 426:
      return failure(
        'too-old',
        'CLIENT_TOO_OLD',
        'This Frontline is too old for the forecasting server. Update it to send your edits; they are safe on this computer.',
      )
    case 404:
      return blocked('it does not know the address')
    default:
      return failure('refused', code, words)
  }
}
