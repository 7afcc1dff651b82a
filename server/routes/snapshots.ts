import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { addYears, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import { findLine } from '../../shared/categories/index.ts'
import { snapshotsApi } from '../../shared/contract/snapshots.ts'
import { addMonths, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import type { AppParts } from '../app-parts.ts'
import { type Caller, mayReach, reachable } from '../auth/caller.ts'
import { rowsOf } from '../calculate/profit-and-loss.ts'
import { offeredYear } from '../profit-and-loss/offered-year.ts'
import { fromKept, type KeptResult } from '../../shared/calc/site-year/kept-result.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import {
  type FrozenCell,
  type FrozenYear,
  type NewSnapshot,
  readFrozenCells,
  readFrozenYears,
  readSnapshots,
} from '../store/snapshots.ts'
import { takeSnapshot } from '../workflow/take-snapshot.ts'
import { tellPage } from './pages.ts'
import { serve } from './serve.ts'

/** Forecasts of record: taken once, read for good (domain.md 10.3). */
export function snapshotsRoutes(app: FastifyInstance, { store, now, today }: AppParts, years: SiteYears): void {
  const { db } = store
  const seenBy = async (caller: Caller) => (await allSites(db)).filter((site) => mayReach(caller, site))

  serve(app, snapshotsApi.list, { now }, async ({ caller }) => {
    const seen = new Set((await seenBy(caller())).map(({ siteId }) => siteId))
    const snapshots = await readSnapshots(db)
    return snapshots
      .map((one) => ({ ...one, seen: one.siteIds.filter((id) => seen.has(id)).length }))
      .filter((one) => one.seen > 0)
      .map((one) => toSnapshot(one, one.seen))
  })

  serve(app, snapshotsApi.take, { now }, async ({ body, caller }) => {
    const { sub, name: byName } = caller()
    const sites = chosenSites(await seenBy(caller()), body.siteIds)
    const lastMonth = addMonths(body.firstMonth, body.months - 1)
    offeredYear(yearOf(lastMonth), today(), 'firstMonth')
    const snapshot: NewSnapshot = {
      id: randomUUID(),
      name: body.name ?? `${body.firstMonth} forecast of record`,
      firstMonth: body.firstMonth,
      lastMonth,
      by: sub,
      byName,
      at: new Date(now()),
    }
    await takeSnapshot(db, years, snapshot, sites)
    return toSnapshot(snapshot, sites.length)
  })

  serve(app, snapshotsApi.read, { now }, async ({ params, caller }) => {
    const { snapshot, siteIds } = await found(params.id)
    const sites = (await seenBy(caller())).filter(({ siteId }) => siteIds.has(siteId))
    if (sites.length === 0) throw notFound()
    const frozen = await readFrozenYears(
      db,
      params.id,
      sites.map(({ siteId }) => siteId),
    )
    return {
      ...toSnapshot(snapshot, sites.length),
      ofSites: sites.map(({ siteId, name }) => ({ siteId, name })),
      years: [...new Set(frozen.map(({ year }) => year))].map((year) => {
        const results = frozen.flatMap((one) => (one.year === year ? [thawed(one).year] : []))
        return { year, rows: rowsOf(addYears(results, monthsOf(year))) }
      }),
    }
  })

  serve(app, snapshotsApi.site, { now }, async ({ params, query, caller, request }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const { siteIds } = await found(params.id)
    if (!siteIds.has(site.siteId)) throw notFound()
    const frozen = await readFrozenYears(db, params.id, [site.siteId])
    const { cells, total } = await readFrozenCells(db, params.id, site.siteId, query)
    tellPage(request, { ...query, total })
    return {
      id: params.id,
      siteId: site.siteId,
      siteName: site.name,
      years: frozen.map((one) => {
        const { hasForecast, error, year } = thawed(one)
        return { year: one.year, hasForecast, error, rows: rowsOf(year) }
      }),
      cells: cells.map(toCell),
    }
  })

  async function found(id: string) {
    const [snapshot] = await readSnapshots(db, id)
    if (!snapshot) throw notFound()
    return { snapshot, siteIds: new Set(snapshot.siteIds) }
  }
}

const notFound = () => new AppError('NOT_FOUND', 'There is no such forecast of record.')

/** A frozen year as it was computed; it was kept by `toKept`. */
const thawed = ({ siteId, year, result }: FrozenYear): SiteResult =>
  fromKept({ siteId, name: siteId }, monthsOf(year), result as KeptResult)

function toCell({ lineId, period, value }: FrozenCell) {
  const line = findLine(lineId)
  return {
    lineId,
    period,
    value: value === null || line === undefined ? null : fromScaled(value, line.scale).toNumber(),
  }
}

function chosenSites(seen: readonly Site[], siteIds: readonly string[] | undefined): readonly Site[] {
  if (siteIds === undefined) return seen
  const unknown = siteIds.find((id) => !seen.some(({ siteId }) => siteId === id))
  if (unknown !== undefined) {
    const message = `Site ${unknown} was not found.`
    throw new AppError('SITE_NOT_FOUND', message, [
      { code: 'SITE_NOT_FOUND', field: 'siteIds', message, providedValue: unknown },
    ])
  }
  return seen.filter(({ siteId }) => siteIds.includes(siteId))
}

const toSnapshot = ({ id, name, firstMonth, lastMonth, byName, at }: Omit<NewSnapshot, 'by'>, sites: number) => ({
  id,
  name,
  firstMonth,
  lastMonth,
  by: byName,
  at: at.toISOString(),
  sites,
})
