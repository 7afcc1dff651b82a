import type { FastifyRequest } from 'fastify'
import type { Meta } from '../../shared/contract/api.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the answer's page stands among all; told in the envelope. */
    pageMeta?: Meta
  }
}

/** The page of a list that was asked for; the envelope tells how many there are (domain.md 0.3). */
export function pageOf<T>(
  request: FastifyRequest,
  all: readonly T[],
  { page, limit }: { readonly page: number; readonly limit: number },
): T[] {
  const start = (page - 1) * limit
  tellPage(request, { page, limit, total: all.length })
  return all.slice(start, start + limit)
}

/** Says where a page stands, for lists the database cuts itself. */
export function tellPage(
  request: FastifyRequest,
  { page, limit, total }: { readonly page: number; readonly limit: number; readonly total: number },
): void {
  request.pageMeta = { total, page, limit, hasMore: page * limit < total }
}
