import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { API_VERSION, type ApiError, type FailureEnvelope } from '../../shared/contract/api.ts'
import { AppError, type FieldIssue, toAppError } from '../../shared/core/errors.ts'
import { isDatabaseError } from '../store/open-store.ts'
import { issuesOf } from './field-issues.ts'

/** The id an answer carries; random, because it is handed out (security.md 48). */
export const newRequestId = (): string => `req_${randomUUID()}`

/** What every answer carries beside its data (domain.md 0.3). */
export const enveloped = <T>(data: T, request: FastifyRequest, now: () => number) => ({
  success: true as const,
  data,
  message: 'OK',
  timestamp: new Date(now()).toISOString(),
  requestId: request.id,
  version: API_VERSION,
  errors: [],
  ...(request.pageMeta === undefined ? {} : { meta: request.pageMeta }),
})

/** Dresses every failure, whoever raised it, in the contract's envelope; a stack, SQL or path never leaves. */
export function answerFailures(app: FastifyInstance, now: () => number): void {
  app.setErrorHandler((thrown, request, reply) => fail(thrown, request, reply, now))
  app.setNotFoundHandler((request, reply) =>
    fail(new AppError('NOT_FOUND', 'There is no such route.'), request, reply, now),
  )
}

export function fail(thrown: unknown, request: FastifyRequest, reply: FastifyReply, now: () => number): FastifyReply {
  const error = asAppError(thrown, request)
  if (error.status >= 500) request.log.error({ err: thrown }, 'request failed')
  const body = failureBody(error, request.id, now)
  // Written here, so that a route's own answer schema does not judge a failure.
  return reply.code(error.status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
}

/** A failure in the contract's envelope (domain.md 0.3). */
export const failureBody = (error: AppError, requestId: string, now: () => number): FailureEnvelope => ({
  success: false,
  data: null,
  message: error.message,
  timestamp: new Date(now()).toISOString(),
  requestId,
  version: API_VERSION,
  errors: error.issues.length > 0 ? error.issues.map(toApiError) : [bare(error)],
})

function asAppError(thrown: unknown, request: FastifyRequest): AppError {
  if (thrown instanceof AppError) return thrown
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const issues = issuesOf(thrown, request)
    const first = issues[0]
    return new AppError(first?.code ?? 'INVALID_DATA_TYPE', first?.message ?? 'The request is not well formed.', issues)
  }
  if (isDatabaseError(thrown)) {
    const words = 'The forecast database did not answer. Try again in a moment.'
    return new AppError('DATABASE_ERROR', words, [], { cause: thrown })
  }
  return ofFastify(thrown as FastifyError) ?? toAppError(thrown)
}

/** What Fastify itself refuses, in the contract's words. */
function ofFastify({ code, statusCode }: FastifyError): AppError | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('PAYLOAD_TOO_LARGE', 'The request is too large; send it in smaller parts.')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return body('Send the body as application/json.', 'Content-Type: application/json')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return body('The body is not valid JSON.', 'one JSON object')
    case 'Z_BUF_ERROR':
    case 'Z_DATA_ERROR':
      return body('The body is not whole gzip.', 'a gzip of one JSON object')
    case 'FST_ERR_HANDLER_TIMEOUT':
      return new AppError('CALCULATION_ERROR', 'This took too long and was given up. Ask for less at once.')
    default:
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? new AppError('INVALID_DATA_TYPE', 'The request is not well formed.')
        : undefined
  }
}

const body = (message: string, expectedFormat: string): AppError =>
  new AppError('INVALID_DATA_TYPE', message, [{ code: 'INVALID_DATA_TYPE', field: 'body', message, expectedFormat }])

const bare = ({ code, message }: AppError): ApiError => ({ code, message, field: null, details: null })

const toApiError = ({ code, message, field, providedValue, expectedFormat }: FieldIssue): ApiError => ({
  code,
  message,
  field,
  details:
    providedValue === undefined && expectedFormat === undefined
      ? null
      : {
          ...(providedValue === undefined ? {} : { providedValue }),
          ...(expectedFormat === undefined ? {} : { expectedFormat }),
        },
})
