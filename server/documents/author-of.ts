import type { FastifyRequest } from 'fastify'
import type { AppParts } from '../app-parts.ts'
import type { Caller } from '../auth/caller.ts'
import { versionSeen } from '../routes/if-match.ts'
import { requestKeyOf } from './request-key.ts'
import type { Author } from './write-document.ts'

type Asked = { readonly caller: () => Caller; readonly request: FastifyRequest }

/** Who sends a document and what they saw of it: PRECONDITION_REQUIRED without `If-Match`. */
export const authorOf = ({ caller, request }: Asked, { now, today }: Pick<AppParts, 'now' | 'today'>): Author => ({
  caller: caller(),
  receivedAt: new Date(now()),
  today: today(),
  rowVersion: versionSeen(request),
  key: requestKeyOf(request),
})
