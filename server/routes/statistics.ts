import type { FastifyInstance } from 'fastify'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { statisticsDocument } from '../statistics/document.ts'
import { writeDocument } from '../statistics/write-document.ts'
import { readMonth } from '../store/month-cells.ts'
import { findSite } from '../store/sites.ts'
import { versionSeen } from './if-match.ts'
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
    const rowVersion = versionSeen(request)
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
