import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { findLine } from '../../shared/categories/index.ts'
import { workflowApi } from '../../shared/contract/workflow.ts'
import type { AppParts } from '../app-parts.ts'
import { type Caller, mayReach, reachable } from '../auth/caller.ts'
import { inCommitOrder } from '../store/commit.ts'
import { addComment, readComments, type StoredComment } from '../store/comments.ts'
import { readMoves, type StoredMove } from '../store/submissions.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { decideMove, figuresOf, wrong } from '../workflow/decide-move.ts'
import { serve } from './serve.ts'

/** The states of a month's forecast, and comments on its cells (domain.md 10.3). */
export function workflowRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db } = store
  const seenBy = async (caller: Caller) => (await allSites(db)).filter((site) => mayReach(caller, site))

  serve(app, workflowApi.submissions, { now }, async ({ query, caller }) => {
    const sites = await seenBy(caller())
    const ids = sites.map(({ siteId }) => siteId)
    const moves = await readMoves(db, ids, query.period)
    const movesOf = ({ siteId }: Site) => moves.filter((move) => move.siteId === siteId)
    const all = sites.map((site) => toSubmission(site, query.period, movesOf(site)))
    return query.state === undefined ? all : all.filter(({ state }) => state === query.state)
  })

  serve(app, workflowApi.submission, { now }, async ({ params, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return toSubmission(site, params.period, await readMoves(db, [site.siteId], params.period))
  })

  serve(app, workflowApi.move, { now }, async ({ params, body, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    // Before the transaction: the year is computed on connections of its own.
    const figures = body.action === 'submit' ? await figuresOf(store.reads, years, site, params.period) : null
    const asked = { site, period: params.period, seen: null, asOfSeq: null, ...body }
    const moves = await inCommitOrder(db, (tx) =>
      decideMove(tx, asked, caller(), { at: new Date(now()), today: today(), figures }),
    )
    return toSubmission(site, params.period, moves)
  })

  serve(app, workflowApi.comments, { now }, async ({ params, query, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return (await readComments(db, site.siteId, query.from, query.to)).map(toComment)
  })

  serve(app, workflowApi.say, { now }, async ({ params, body, caller }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    if (!findLine(body.lineId)) throw wrong('lineId', 'INVALID_DATA_TYPE', `There is no line ${body.lineId}.`)
    const { sub, name } = caller()
    const said = await readComments(db, site.siteId, body.period, body.period)
    if (body.answers !== null && !said.some(({ id }) => id === body.answers))
      throw wrong('answers', 'INVALID_DATA_TYPE', 'What it answers was not said about this cell.')
    const comment = { ...body, id: randomUUID(), siteId: site.siteId, by: name, at: new Date(now()) }
    await addComment(db, comment, sub)
    return toComment(comment)
  })
}

function toSubmission(site: Site, period: string, moves: readonly StoredMove[]) {
  const history = moves.map(({ siteId: _siteId, at, ...move }) => ({ ...move, at: at.toISOString() }))
  return { siteId: site.siteId, siteName: site.name, period, state: moves.at(-1)?.state ?? ('draft' as const), history }
}

const toComment = ({ at, ...comment }: StoredComment) => ({ ...comment, at: at.toISOString() })
