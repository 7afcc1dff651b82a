import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { statisticsDocument } from '../statistics/document.ts'
import { writeDocument } from '../statistics/write-document.ts'
import { readMonth } from '../store/month-cells.ts'
import { findSite } from '../store/sites.ts'
import { serve } from './serve.ts'

/** A site's statistics of a month as one document. */
export function statisticsRoutes(app: FastifyInstance, { store, now, today }: AppParts): void {
  const { db } = store

  serve(app, statisticsApi.read, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const document = statisticsDocument(site, params.period, await readMonth(db, site.siteId, params.period), today())
    reply.header('etag', `"${document.rowVersion}"`)
    return document
  })

  serve(app, statisticsApi.write, { now }, async ({ params, body, caller, request, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const rowVersion = rowVersionFrom(request.headers['if-match'])
    const cells = await writeDocument(db, {
      site,
      month: params.period,
      days: body.days,
      rowVersion,
      caller: caller(),
      receivedAt: new Date(now()),
      today: today(),
    })
    const document = statisticsDocument(site, params.period, cells, today())
    reply.header('etag', `"${document.rowVersion}"`)
    return document
  })
}

/** The version the author saw; `*` names none, so it is as good as nothing (sync.md S3). */
function rowVersionFrom(header: string | undefined): string {
  const tag = /^"([^"]*)"$/.exec(header?.trim() ?? '')?.[1]
  if (tag !== undefined) return tag
  const message = 'Send If-Match with the ETag you read, so that nobody else is overwritten.'
  throw new AppError('PRECONDITION_REQUIRED', message, [
    { code: 'PRECONDITION_REQUIRED', field: 'if-match', message, providedValue: header, expectedFormat: '"1234"' },
  ])
}
