import type { FastifyRequest } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/** The version the author saw, from `If-Match`; PRECONDITION_REQUIRED without one. `*` names none, so it is as good as nothing (sync.md S3). */
export function versionSeen(request: FastifyRequest): string {
  const header = request.headers['if-match']
  const tag = /^"([^"]*)"$/.exec(header?.trim() ?? '')?.[1]
  if (tag !== undefined) return tag
  const message = 'Send If-Match with the ETag you read, so that nobody else is overwritten.'
  throw new AppError('PRECONDITION_REQUIRED', message, [
    {
      code: 'PRECONDITION_REQUIRED',
      field: 'if-match',
      message,
      ...(header === undefined ? {} : { providedValue: header }),
      expectedFormat: '"1234"',
    },
  ])
}

/** What a writer hears whose version is not the newest. */
export const staleVersion = (what: string): AppError =>
  new AppError('PRECONDITION_FAILED', `Somebody changed ${what} since you read it. Read it again.`)
