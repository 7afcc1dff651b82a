import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { PayrollInput } from '../../shared/calc/payroll/payroll-month.ts'
import type { SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import { siteCalculators, type SiteContract } from '../../shared/calc/recompute/site-calculators.ts'
import { computeSite, type ComputedSite } from '../../shared/calc/recompute/site-result.ts'
import { monthsNeeded, siteYearInput } from '../../shared/calc/site-year/site-year-input.ts'
import { hasForecastIn, storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { type Day, monthsOf } from '../../shared/core/calendar.ts'
import { keepYear, type KeptYear, readKeptYears } from '../store/kept-years.ts'
import { readFacts } from '../store/reference.ts'
import { readSpan } from '../store/site-cells.ts'
import type { SharedReads } from '../store/shared-reads.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { fromKept, type KeptResult, RULES_VERSION, toKept } from '../../shared/calc/site-year/kept-result.ts'

/** Years kept in memory with all that explains them. */
const MOST_SHEETS = 20
/** Years of which the amounts alone are kept in memory. */
const MOST_RESULTS = 2_000

export type ComputedYear = ComputedSite<PayrollInput, SiteContract>

/** The computed years of sites: one with everything that explains it, or many with their amounts, for a rollup. */
export type SiteYears = {
  /** What a site's year is computed from, as a text: the same text, the same year. */
  readonly basis: (site: Site, year: number) => Promise<string>
  /** A site's year as of its last commit, or of the basis given, with its sheet, steps and parts. */
  readonly one: (site: Site, year: number, basis?: string) => Promise<ComputedYear>
  /** The amounts of several sites' years, in the order given. Only years that changed are computed. */
  readonly many: (sites: readonly Site[], year: number) => Promise<ManyYears>
}

/** Years of several sites: what they are computed from, as one text, and the amounts when they are asked for. */
export type ManyYears = { readonly basis: string; readonly results: () => Promise<SiteResult[]> }

export type SiteYearsParts = {
  readonly db: Db
  readonly now: () => number
  readonly today: () => Day
  readonly reads: Pick<SharedReads, 'head' | 'settings'>
}

/**
 * Site-years over the database. What was computed is kept with what it was computed from: the latest commits of both
 * years it looks at, the site's reference version, the business day and the rules; when any moves, it is computed anew.
 */
export function siteYears({ db, now, today, reads }: SiteYearsParts): SiteYears {
  const sheets = new LRUCache<string, { readonly basis: string; readonly year: Promise<ComputedYear> }>({
    max: MOST_SHEETS,
  })
  const amounts = new LRUCache<string, { readonly basis: string; readonly result: SiteResult }>({ max: MOST_RESULTS })

  const basesOf = async (sites: readonly Site[], year: number): Promise<ReadonlyMap<string, string>> => {
    const [{ entered }, ...heads] = await Promise.all([
      reads.settings(),
      ...sites.flatMap(({ siteId }) => [reads.head(siteId, year - 1), reads.head(siteId, year)]),
    ])
    const terms = `${RULES_VERSION}|${today()}|${JSON.stringify(entered)}`
    return new Map(
      sites.map(({ siteId, referenceVer }, i) => [
        siteId,
        `${terms}|${referenceVer}|${heads[2 * i] ?? 0}|${heads[2 * i + 1] ?? 0}`,
      ]),
    )
  }

  const computedAs = (site: Site, year: number, basis: string): Promise<ComputedYear> => {
    const key = `${site.siteId}:${year}`
    const known = sheets.get(key)
    if (known?.basis === basis) return known.year
    const computed = compute(site, year, basis)
    sheets.set(key, { basis, year: computed })
    // A failure is not kept: the next who asks tries again.
    computed.catch(() => sheets.delete(key))
    return computed
  }

  const compute = async (site: Site, year: number, basis: string): Promise<ComputedYear> => {
    const [first, last] = monthsNeeded(year)
    const cells = await readSpan(db, site.siteId, first, last)
    const { plRules: rules, defaultHourlyRate: defaultRate } = (await reads.settings()).settings
    const facts = { ...(await readFacts(db, site)), defaultRate }
    const computed = computeSite(
      { siteId: site.siteId, name: site.name, hasForecast: hasForecastIn(cells, year) },
      siteYearInput(facts, storedYear(cells), year),
      siteCalculators(today()),
      { today: today(), rules },
    )
    await keepYear(db, year, { siteId: site.siteId, basis, result: toKept(computed.result) }, new Date(now()))
    return computed
  }

  const resultsOf = async (sites: readonly Site[], year: number, bases: ReadonlyMap<string, string>) => {
    const isHere = (site: Site) => amounts.get(`${site.siteId}:${year}`)?.basis === bases.get(site.siteId)
    const kept = new Map(
      (
        await readKeptYears(
          db,
          sites.filter((site) => !isHere(site)).map(({ siteId }) => siteId),
          year,
        )
      ).map((one) => [one.siteId, one]),
    )
    const results: SiteResult[] = []
    for (const site of sites) results.push(await resultOf(site, year, bases.get(site.siteId) ?? '', kept))
    return results
  }

  /** The amounts of one year: from memory, from what is kept, or computed; its sheet is not held on to. */
  const resultOf = async (site: Site, year: number, basis: string, kept: ReadonlyMap<string, KeptYear>) => {
    const key = `${site.siteId}:${year}`
    const here = amounts.get(key)
    if (here?.basis === basis) return here.result
    const found = kept.get(site.siteId)
    const isKept = found?.basis === basis
    const result = isKept
      ? fromKept(site, monthsOf(year), found.result as KeptResult)
      : (await (sheets.get(key)?.basis === basis ? computedAs : compute)(site, year, basis)).result
    amounts.set(key, { basis, result })
    await new Promise(setImmediate) // other requests get their turn between two sites
    return result
  }

  const basisOf = async (site: Site, year: number) => (await basesOf([site], year)).get(site.siteId) ?? ''

  return {
    basis: basisOf,
    one: async (site, year, basis) => computedAs(site, year, basis ?? (await basisOf(site, year))),
    many: async (sites, year) => {
      const bases = await basesOf(sites, year)
      const basis = createHash('sha256')
        .update(JSON.stringify([...bases]))
        .digest('base64url')
      return { basis, results: () => resultsOf(sites, year, bases) }
    },
  }
}
