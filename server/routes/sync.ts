import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addMonths, monthOf, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { DEVICE_HEADER, EPOCH_HEADER, PUSH_LIMITS, syncApi } from '../../shared/contract/sync.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { AppParts } from '../app-parts.ts'
import { type Caller, mayReach, reachable } from '../auth/caller.ts'
import { currentEpoch, restoredToSeq } from '../store/epochs.ts'
import { readChanges, readHead, readScopes, readScopeSum, readSnapshot, type Scope } from '../store/feed.ts'
import { readOpResults } from '../store/op-results.ts'
import { readContract, readJobs } from '../store/reference.ts'
import { readReviewVersions } from '../store/reviews.ts'
import { readSettings } from '../store/settings.ts'
import { allSites, findSite } from '../store/sites.ts'
import { must } from '../../shared/core/bug.ts'
import { assertKept, feedPage } from '../sync/feed-page.ts'
import { rowsBehind } from '../import/rows-behind.ts'
import { pushOps } from '../sync/push.ts'
import { formatPage, parsePage } from '../sync/snapshot-page.ts'
import { namedDevice } from '../plugins/notice-laptops.ts'
import { serve } from './serve.ts'

const PAGE = 10_000

/** What a laptop and the server say to each other (sync.md 3.3). */
export function syncRoutes(app: FastifyInstance, { store, now, today }: AppParts): void {
  const { db } = store

  serve(app, syncApi.scopes, { now }, async ({ caller, query, request }) => {
    const epoch = must(await currentEpoch(db), 'an open store has an epoch')
    const { ver } = await readSettings(db)
    const sites = (await allSites(db))
      .filter((site) => mayReach(caller(), site))
      .map((site) => ({ ...site, referenceVer: site.referenceVer + ver }))
    const reviews = await readReviewVersions(
      db,
      sites.map((site) => site.siteId),
    )
    const years = yearsInReach(today())
    return {
      epoch,
      restoredToSeq: await restoredToSeq(db, query.known?.split(',') ?? [textHeader(request, EPOCH_HEADER) ?? '']),
      businessDay: today(),
      sites: sites.map((site) => ({ ...site, attributes: site.master, reviewVer: reviews.get(site.siteId) ?? 0 })),
      scopes: await readScopes(
        db,
        sites.map((site) => site.siteId),
        years,
      ),
    }
  })

  serve(app, syncApi.snapshot, { now }, async ({ caller, query, request }) => {
    const scope = await openScope(caller(), query.scope)
    await sameEpoch(request)
    const page = query.page === undefined ? undefined : parsePage(query.page)
    if (!page) await app.audit(request, 'export', scope.siteId, String(scope.year))
    const limit = query.limit ?? PAGE
    const asOfSeq = page?.asOfSeq ?? (await readHead(db)).seq
    const cells = await readSnapshot(db, scope, page?.after ?? null, limit)
    const count = (page?.count ?? 0) + cells.length
    const last = cells.at(-1)
    const isLast = cells.length < limit || last === undefined
    const sum = isLast ? await readScopeSum(db, scope) : null
    return {
      scopeId: query.scope,
      asOfSeq,
      cells,
      nextPage: isLast
        ? null
        : formatPage({
            asOfSeq,
            count,
            after: last,
          }),
      count: isLast ? count : null,
      check: sum !== null && sum.seq <= asOfSeq ? sum : null, // what moved while the pages were read comes with the feed
    }
  })

  serve(app, syncApi.changes, { now }, async ({ caller, query, request }) => {
    const scope = await openScope(caller(), query.scope)
    await sameEpoch(request)
    const head = await readHead(db) // before the rows: what is committed in between is told twice, never skipped
    assertKept(query.cursor, head)
    const limit = query.limit ?? PAGE
    const page = feedPage(await readChanges(db, scope, query.cursor, limit + 1), limit, query.cursor, head)
    return { scopeId: query.scope, ...page, check: page.hasMore ? null : await readScopeSum(db, scope) }
  })

  serve(app, syncApi.reference, { now }, async ({ caller, query, request }) => {
    const site = reachable(caller(), await findSite(db, query.site))
    await sameEpoch(request)
    const { siteId, referenceVer, master } = site
    const { entered, ver } = await readSettings(db)
    await app.audit(request, 'payroll-read', siteId)
    const contract = await readContract(db, siteId)
    return {
      siteId,
      referenceVer: referenceVer + ver,
      contract: contract ? { ...contract.terms } : null,
      jobs: (await readJobs(db, siteId)).map((job) => ({
        ...job,
        averageRate: job.averageRate?.toNumber() ?? null,
        annualSalary: job.annualSalary?.toNumber() ?? null,
      })),
      startDate: master.startDate,
      closeDate: master.closeDate,
      settings: { ...entered },
    }
  })

  serve(app, syncApi.imports, { now }, async ({ caller, query, request }) => {
    const { siteId } = reachable(caller(), await findSite(db, query.siteId))
    if (findLine(query.lineId)?.category === 'payroll') await app.audit(request, 'payroll-read', siteId)
    return rowsBehind(db, query)
  })

  serve(app, syncApi.push, { now, bodyLimit: PUSH_LIMITS.bytes, takes: 'bulk' }, async ({ caller, body, request }) => {
    const deviceId = deviceOf(request)
    await sameEpoch(request)
    const push = { ops: body.ops, caller: caller(), deviceId, receivedAt: new Date(now()), today: today() }
    const results = await pushOps(db, push)
    for (const { status } of results) app.metrics.operation(status)
    return { results }
  })

  serve(app, syncApi.ops, { now }, async ({ caller, query, request }) => {
    const found = await readOpResults(db, { sub: caller().sub, deviceId: deviceOf(request) }, query.ids)
    const byId = new Map(found.map((one) => [one.opId, one.result]))
    return { results: query.ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []) }
  })

  // Every answer on these routes, good or bad, names the epoch: without it the answer is not from us.
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.includes('/sync/')) return
    reply.header('cache-control', 'no-store')
    reply.header(EPOCH_HEADER, (await currentEpoch(db).catch(() => undefined)) ?? 'unknown')
  })

  async function openScope(caller: Caller, scopeId: string): Promise<Scope> {
    const [siteId = '', year = ''] = scopeId.split(':')
    reachable(caller, await findSite(db, siteId))
    return { siteId, year: Number(year) }
  }

  /** Stops a laptop that still follows a history from before a restore; one that names no epoch is new here. */
  async function sameEpoch(request: FastifyRequest): Promise<void> {
    const known = textHeader(request, EPOCH_HEADER)
    if (known === undefined || known === (await currentEpoch(db))) return
    throw new AppError('EPOCH_CHANGED', 'The server was restored from a backup; read the scopes again.')
  }
}

/** Years whose data a laptop keeps: the last, this one, and the one the horizon reaches into (domain.md 0.2). */
function yearsInReach(today: string): number[] {
  const year = yearOf(today)
  const horizon = yearOf(addMonths(monthOf(today), 12))
  return [year - 1, year, horizon]
}

const textHeader = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function deviceOf(request: FastifyRequest): string {
  const named = namedDevice(request)
  if (named !== undefined) return named
  const device = textHeader(request, DEVICE_HEADER)
  const code = device === undefined ? 'MISSING_REQUIRED_FIELD' : 'INVALID_DATA_TYPE'
  const message = `Send the header ${DEVICE_HEADER}.`
  const expectedFormat = 'letters, digits, dots and dashes'
  throw new AppError(code, message, [{ code, field: DEVICE_HEADER, message, providedValue: device, expectedFormat }])
}
