import type { FastifyInstance } from 'fastify'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { monthsBetween, yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { siteYearTag } from '../cache/cache.ts'
import { etagOf, tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { statisticsDocument, statisticsScope } from '../statistics/document.ts'
import { planStatistics } from '../statistics/plan-statistics.ts'
import { serve } from './serve.ts'
import { serveKept } from './serve-kept.ts'

/** A site's statistics of one to three months as one document. */
export function statisticsRoutes(app: FastifyInstance, parts: AppParts, years: SiteYears): void {
  const { now, today } = parts
  const { db, reads } = parts.store

  serveKept(app, statisticsApi.read, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await reads.site(params.siteId))
    const scope = statisticsScope(site.siteId, params.period, query.months)
    const year = yearOf(scope.last)
    return {
      key: `stats:${site.siteId}:${scope.first}:${query.months}`,
      lifetime: 'actual',
      tags: [siteYearTag(site.siteId, year)],
      basis: await years.basis(site, year), // the year before it is part of a basis
      make: () => statisticsDocument(db, site, scope, today()),
      etag: etagOf,
    }
  })

  serve(app, statisticsApi.write, { now }, async (ask) => {
    const { params, query, body, caller, reply } = ask
    const site = reachable(caller(), await reads.site(params.siteId))
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
