import type { FastifyInstance } from 'fastify'
import { AMOUNT_ROWS } from '../../shared/calc/profit-and-loss/flc.ts'
import { MOST_COMMENTS, MOST_KEPT, reviewApi } from '../../shared/contract/review.ts'
import { monthsOf, yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { mayReach, reachable } from '../auth/caller.ts'
import { fromKept, type KeptResult } from '../../shared/calc/site-year/kept-result.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { readCommentsFrom } from '../store/comments.ts'
import { readKeptFrom } from '../store/kept-warnings.ts'
import { readReasons } from '../store/reasons.ts'
import { type NamedYear, readMovesFrom, readNewestFrozen, readReviewVersions } from '../store/reviews.ts'
import { findSite, findSites } from '../store/sites.ts'
import { takeActs } from '../workflow/take-acts.ts'
import { serve } from './serve.ts'

/** The review of forecasts, as laptops keep it and take part in it (domain.md 10.3). */
export function reviewRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db } = store

  serve(app, reviewApi.review, { now }, async ({ caller, query }) =>
    reviewOf(reachable(caller(), await findSite(db, query.site)).siteId),
  )

  serve(app, reviewApi.acts, { now, takes: 'report' }, async ({ body, caller }) => {
    const { acts } = body
    const results = await takeActs(store, years, { acts, caller: caller(), at: new Date(now()), today: today() })
    const sites = await findSites(db, [...new Set(acts.map(({ siteId }) => siteId))])
    const seen = sites.filter((site) => mayReach(caller(), site))
    return { results, reviews: await Promise.all(seen.map(({ siteId }) => reviewOf(siteId))) }
  })

  async function reviewOf(siteId: string) {
    const first = yearOf(today()) - 1
    // The version before the rows: what is written in between is asked for again, never missed.
    const reviewVer = (await readReviewVersions(db, [siteId])).get(siteId) ?? 0
    const moves = await readMovesFrom(db, siteId, `${first}-01`)
    const reasons = await readReasons(db, siteId, `${first}-01`)
    return {
      siteId,
      reviewVer,
      moves: moves.map(({ siteId: _siteId, at, ...move }) => ({ ...move, at: at.toISOString() })),
      reasons: reasons.map(({ at, ...reason }) => ({ ...reason, at: at.toISOString() })),
      records: (await readNewestFrozen(db, siteId, first)).map(toRecord),
      comments: await readCommentsFrom(db, siteId, `${first}-01`, MOST_COMMENTS),
      kept: await readKeptFrom(db, siteId, `${first}-01`, MOST_KEPT),
    }
  }
}

function toRecord({ siteId, snapshotId, name, by, at, year, result }: NamedYear) {
  const { rows } = fromKept({ siteId, name: siteId }, monthsOf(year), result as KeptResult).year
  return {
    snapshotId,
    name,
    by,
    at: at.toISOString(),
    year,
    rows: AMOUNT_ROWS.map((row) => ({
      row,
      trend: rows[row].cells.map(({ amounts }) => amounts.trend?.toFixed() ?? null),
    })),
  }
}
