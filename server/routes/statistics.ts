import type { FastifyInstance } from 'fastify'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { monthsBetween } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import { statisticsDocument, statisticsScope } from '../statistics/document.ts'
import { planStatistics } from '../statistics/plan-statistics.ts'
import { findSite } from '../store/sites.ts'
import { serve } from './serve.ts'

/** A site's statistics of one to three months as one document. */
export function statisticsRoutes(app: FastifyInstance, parts: AppParts): void {
  const { now, today } = parts
  const { db } = parts.store

  serve(app, statisticsApi.read, { now }, async ({ params, query, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = statisticsScope(site.siteId, params.period, query.months)
    return tagged(reply, await statisticsDocument(db, site, scope, today()))
  })

  serve(app, statisticsApi.write, { now }, async (ask) => {
    const { params, query, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = statisticsScope(site.siteId, params.period, query.months)
    const answer = await writeDocument(db, {
      author: authorOf(ask, parts),
      site,
      scope,
      plan: () => planStatistics(body, monthsBetween(scope.first, scope.last)),
      answer: async (tx, warnings) => ({
        ...(await statisticsDocument(tx, site, scope, today())),
        warnings: [...warnings],
      }),
    })
    return tagged(reply, answer)
  })
}
