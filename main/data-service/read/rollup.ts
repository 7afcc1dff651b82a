import { LRUCache } from 'lru-cache'
import { rollup, type SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { Rollup, RollupKey } from '../../../shared/contract/profit-and-loss.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'
import { type Day, monthsOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import { visibleSites } from '../db/sites.ts'
import type { Database } from '../db/store.ts'
import { amountsOf } from './profit-and-loss.ts'
import { projectedMoves } from './projected-moves.ts'
import { recordsOf } from './records-of.ts'
import { computeYear } from './site-year.ts'

/** Years of which the amounts alone are kept: more sites than any person has, for the years on a laptop. */
const MOST_YEARS = 1_000

/** Rollups of one open store; a site's year is computed again only after something of the site changed. */
export type Rollups = {
  /** One site's amounts of a year. */
  readonly site: (site: SyncSite, year: number, today: Day) => Promise<SiteResult>
  readonly read: (key: RollupKey, today: Day) => Promise<Rollup>
  /** Something of a site changed; of any, where none is named. */
  readonly changed: (siteId?: string) => void
}

export function openRollups(db: Database, me: string): Rollups {
  const versions = new Map<string, number>()
  let all = 0
  const kept = new LRUCache<string, { readonly basis: string; readonly result: SiteResult }>({ max: MOST_YEARS })

  const resultOf = async ({ siteId }: SyncSite, year: number, today: Day): Promise<SiteResult> => {
    const basis = `${today}|${all}|${versions.get(siteId) ?? 0}`
    const known = kept.get(`${siteId}:${year}`)
    if (known?.basis === basis) return known.result
    const { result } = computeYear(db, { siteId, year }, today)
    kept.set(`${siteId}:${year}`, { basis, result })
    await new Promise(setImmediate) // whoever types meanwhile gets their turn between two sites
    return result
  }

  return {
    site: resultOf,
    read: async (key, today) => {
      const { level, id, year } = key
      const sites = visibleSites(db).filter((site) => isIn(site, key))
      const [first] = sites
      if (first === undefined) throw noSites(key)
      const members: { site: SyncSite; loaded: boolean; result: SiteResult }[] = []
      for (const site of sites)
        members.push({ site, loaded: isLoaded(db, site.siteId, year), result: await resultOf(site, year, today) })
      const months = monthsOf(year)
      const counted = members.filter(({ loaded }) => loaded).map(({ result }) => result)
      const { rows } = rollup(counted, months)
      return {
        level,
        id,
        name: level === 'district' ? first.districtName : level === 'region' ? first.regionName : '',
        year,
        today,
        rows: PL_ROWS.map(({ code }) => ({
          code,
          cells: rows[code].cells.map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts), parts: [] })),
        })),
        sites: members.map(({ site, loaded, result }) => ({
          siteId: site.siteId,
          name: site.name,
          districtId: site.districtId,
          districtName: site.districtName,
          regionName: site.regionName,
          loaded,
          hasForecast: result.hasForecast,
          error: result.error,
          ...reviewOf(db, site.siteId, months, me),
          ...recordsOf(findReview(db, site.siteId), year),
          flc: result.year.rows.FLC.cells.map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts) })),
        })),
      }
    },
    changed: (siteId) => {
      if (siteId === undefined) all += 1
      else versions.set(siteId, (versions.get(siteId) ?? 0) + 1)
    },
  }
}

/** How far the review of each month is, with this person's own steps that wait. */
function reviewOf(db: Database, siteId: string, months: readonly string[], me: string) {
  const review = findReview(db, siteId)
  const open = openActsOf(db, siteId)
  const last = months.map((month) => projectedMoves(review, open, month, me).at(-1))
  return {
    states: last.map((move) => move?.state ?? ('draft' as const)),
    waiting: last.map((move) => move?.isWaiting ?? false),
  }
}

const isIn = (site: SyncSite, { level, id }: RollupKey): boolean =>
  level === 'company' || (level === 'district' ? site.districtId === id : site.regionName === id)

function noSites({ level, id }: RollupKey): AppError {
  const message = `None of the sites on this computer is in ${level} ${id}.`
  return new AppError('NOT_FOUND', message, [{ code: 'NOT_FOUND', field: 'id', message, providedValue: id }])
}
