import { LRUCache } from 'lru-cache'
import { rollup, type SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { amountsAlone } from '../../../shared/calc/site-year/kept-result.ts'
import { type MaterialLine, materialLines } from '../../../shared/calc/review/material-lines.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { Rollup, RollupKey } from '../../../shared/contract/profit-and-loss.ts'
import { sitesLeft } from '../../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'
import { type Day, monthsOf } from '../../../shared/core/calendar.ts'
import { must } from '../../../shared/core/bug.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import { findKeptYear, keepYears, type YearKeeper } from '../db/kept-years.ts'
import { isLoaded } from '../db/scopes.ts'
import { visibleSites } from '../db/sites.ts'
import type { Database } from '../db/store.ts'
import { amountsOf } from './profit-and-loss.ts'
import { projectedMoves } from './projected-moves.ts'
import { recordsOf } from './records-of.ts'
import { settingsFor } from './review.ts'
import { computeYear } from './site-year.ts'

/** Years of which the amounts alone are held in memory: more sites than any person has, for the years on a laptop. */
const MOST_YEARS = 1_000

/** Rollups of one open store; a site's year is computed again only after something of the site changed. */
export type Rollups = {
  /** Amounts of several sites' years, in the order given. */
  readonly results: (sites: readonly SyncSite[], year: number, today: Day) => Promise<SiteResult[]>
  readonly read: (key: RollupKey, today: Day) => Promise<Rollup>
  /** Something of a site changed; of any, where none is named. */
  readonly changed: (siteId?: string) => void
  /** Computes the year of one loaded site that a rollup would have to wait for; false when there is none left. */
  readonly prepareOne: (year: number, today: Day) => Promise<boolean>
}

/** `me` is who looks, for their own steps of a review that wait; `mayKeep` is false for a store that is only read: its years are computed once after each start. */
export function openRollups(db: Database, mayKeep = true, me = ''): Rollups {
  const versions = new Map<string, number>()
  let all = 0
  const held = new LRUCache<string, { readonly basis: string; readonly result: SiteResult }>({ max: MOST_YEARS })

  const basisOf = (siteId: string, today: Day) => `${today}|${all}|${versions.get(siteId) ?? 0}`
  const heldOf = (siteId: string, year: number, today: Day): SiteResult | undefined => {
    const found = held.get(`${siteId}:${year}`)
    return found?.basis === basisOf(siteId, today) ? found.result : undefined
  }

  const resultOf = async (site: SyncSite, year: number, today: Day, keeper: YearKeeper | null) => {
    const { siteId } = site
    const known = heldOf(siteId, year, today)
    if (known) return known
    const kept = findKeptYear(db, site, year, today)
    const result = kept ?? amountsAlone(computeYear(db, { siteId, year }, today).result)
    held.set(`${siteId}:${year}`, { basis: basisOf(siteId, today), result })
    if (kept === undefined) {
      keeper?.add(result)
      await new Promise(setImmediate) // whoever types meanwhile gets their turn between two sites
    }
    return result
  }

  const resultsOf = async (sites: readonly SyncSite[], year: number, today: Day): Promise<SiteResult[]> => {
    const keeper = mayKeep ? keepYears(db, year, today) : null
    const results: SiteResult[] = []
    for (const site of sites) results.push(await resultOf(site, year, today, keeper))
    keeper?.end()
    return results
  }

  return {
    results: resultsOf,
    read: async (key, today) => {
      const { level, id, year } = key
      const sites = sitesIn(db, key)
      const first = must(sites[0], 'a rollup has a site')
      const results = await resultsOf(sites, year, today)
      const members = sites.flatMap((site, i) => {
        const result = results[i]
        return result ? [{ site, loaded: isLoaded(db, site.siteId, year), result }] : []
      })
      const months = monthsOf(year)
      const counted = members.filter(({ loaded }) => loaded).map(({ result }) => result)
      const sum = rollup(counted, months)
      const { rows } = sum
      const limits = settingsFor(db, first.siteId).materiality[level]
      return {
        level,
        id,
        filter: key.filter,
        name: level === 'district' ? first.districtName : level === 'region' ? first.regionName : '',
        year,
        today,
        rows: PL_ROWS.map(({ code }) => ({
          code,
          cells: rows[code].cells.map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts), parts: [] })),
        })),
        outside: months.map((month) =>
          materialLines(sum, month, limits)
            .filter(isMaterial)
            .map(({ row }) => row),
        ),
        sites: members.map(({ site, loaded, result }) => ({
          siteId: site.siteId,
          name: site.name,
          districtId: site.districtId,
          districtName: site.districtName,
          regionName: site.regionName,
          loaded,
          hasForecast: result.hasForecast,
          error: result.error,
          ...reviewedOf(db, site.siteId, year, me),
          flc: result.year.rows.FLC.cells.map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts) })),
        })),
      }
    },
    prepareOne: async (year, today) => {
      const next = visibleSites(db).find(
        ({ siteId }) => heldOf(siteId, year, today) === undefined && isLoaded(db, siteId, year),
      )
      if (next) await resultsOf([next], year, today)
      return next !== undefined
    },
    changed: (siteId) => {
      if (siteId === undefined) all += 1
      else versions.set(siteId, (versions.get(siteId) ?? 0) + 1)
    },
  }
}

const isMaterial = ({ materiality }: MaterialLine): boolean => materiality === 'material'

/** How far the review of each month is, with this person's own steps that wait, and what the year is compared with. */
function reviewedOf(db: Database, siteId: string, year: number, me: string) {
  const review = findReview(db, siteId)
  const open = openActsOf(db, siteId)
  const last = monthsOf(year).map((month) => projectedMoves(review, open, month, me).at(-1))
  return {
    states: last.map((move) => move?.state ?? ('draft' as const)),
    waiting: last.map((move) => move?.isWaiting ?? false),
    ...recordsOf(review, year),
  }
}

/** The sites of a district, region or the company that this person may see and the filter leaves; NOT_FOUND for none. */
export function sitesIn(db: Database, key: Omit<RollupKey, 'year'>): SyncSite[] {
  const all = visibleSites(db).filter((site) => isIn(site, key))
  if (all.length === 0) throw noSites(key)
  const sites = sitesLeft(all, key.filter)
  if (sites.length === 0) throw new AppError('NOT_FOUND', 'None of these sites passes the filter.')
  return sites
}

const isIn = (site: SyncSite, { level, id }: Pick<RollupKey, 'level' | 'id'>): boolean =>
  level === 'company' || (level === 'district' ? site.districtId === id : site.regionName === id)

function noSites({ level, id }: Pick<RollupKey, 'level' | 'id'>): AppError {
  const message = `None of the sites on this computer is in ${level} ${id}.`
  return new AppError('NOT_FOUND', message, [{ code: 'NOT_FOUND', field: 'id', message, providedValue: id }])
}
