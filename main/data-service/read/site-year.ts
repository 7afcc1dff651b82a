import type { PayrollInput } from '../../../shared/calc/payroll/payroll-month.ts'
import { siteCalculators, type SiteContract } from '../../../shared/calc/recompute/site-calculators.ts'
import { computeSite, type ComputedSite } from '../../../shared/calc/recompute/site-result.ts'
import type { SiteFacts } from '../../../shared/calc/site-year/site-facts.ts'
import { monthsNeeded, siteYearInput } from '../../../shared/calc/site-year/site-year-input.ts'
import {
  hasForecastIn,
  type StoredValue,
  type StoredYear,
  storedYear,
} from '../../../shared/calc/site-year/stored-year.ts'
import { SCENARIOS } from '../../../shared/categories/line.ts'
import type { PlKey } from '../../../shared/contract/profit-and-loss.ts'
import { Settings } from '../../../shared/contract/config.ts'
import { knownSettings } from '../../../shared/contract/known-settings.ts'
import { siteFactsOf } from '../../../shared/contract/site-facts-of.ts'
import type { SyncReference, SyncSite } from '../../../shared/contract/sync.ts'
import type { Day } from '../../../shared/core/calendar.ts'
import { draftsIn, placeKey, valuesIn } from '../db/cells.ts'
import { findReference } from '../db/references.ts'
import { countOfChanges } from '../db/kept-years.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from './known-site.ts'

/** A computed year with the site it is of. */
export type LaptopYear = ComputedSite<PayrollInput, SiteContract> & {
  /** False until contract and staff of the site are in. */
  readonly hasReference: boolean
  /** What it was computed from. */
  readonly stored: StoredYear
  /** The settings in force at the site. */
  readonly settings: Settings
}

type Kept = { readonly basis: string; readonly year: LaptopYear }
/** The year looked at last, of each open store: a drill into a cell asks for the same one again. */
const KEPT = new WeakMap<Database, Kept>()

/**
 * A site's year from what is on this laptop, by the same functions as on the server (design.md D11): what was typed
 * lies over the forecast already. Computed anew only when anything was written to the store or the day has changed.
 */
export function computedYear(db: Database, { siteId, year }: PlKey, today: Day): LaptopYear {
  const basis = `${siteId}|${year}|${today}|${countOfChanges(db)}`
  const kept = KEPT.get(db)
  if (kept?.basis === basis) return kept.year
  const computed = computeYear(db, { siteId, year }, today)
  KEPT.set(db, { basis, year: computed })
  return computed
}

/** A site's year computed anew. */
export const computeYear = (db: Database, key: PlKey, today: Day): LaptopYear =>
  computeStored(storedSite(db, key), key, today)

/** Everything on this laptop that a site's year is computed from. */
export type StoredSite = {
  readonly site: SyncSite
  readonly reference: SyncReference | null
  readonly facts: SiteFacts
  /** The year's cells and those of the year before. */
  readonly stored: StoredYear
  readonly hasForecast: boolean
}

/** Reads a site's year without computing it. */
export function storedSite(db: Database, { siteId, year }: PlKey): StoredSite {
  const site = knownSite(db, siteId)
  const reference = findReference(db, siteId)
  const facts: SiteFacts = reference
    ? siteFactsOf(reference, site)
    : { totalRooms: site.totalRooms, contract: null, jobs: [] }
  const cells = storedCells(db, siteId, year)
  return { site, reference, facts, stored: storedYear(cells), hasForecast: hasForecastIn(cells, year) }
}

/** A site's year from what is stored of it. */
export function computeStored(
  { site, reference, facts, stored, hasForecast }: StoredSite,
  { siteId, year }: PlKey,
  today: Day,
): LaptopYear {
  const settings = reference ? knownSettings(reference.settings) : Settings.parse({})
  const computed = computeSite(
    { siteId, name: site.name, hasForecast },
    siteYearInput(facts, stored, year),
    siteCalculators(today),
    { today, rules: settings.plRules },
  )
  return { ...computed, hasReference: reference !== null, stored, settings }
}

/** Cells of the year and the one before, in every scenario. */
export function storedCells(db: Database, siteId: string, year: number): StoredValue[] {
  const [first, last] = monthsNeeded(year)
  const to = `${last}-31`
  const drafts = new Map(draftsIn(db, siteId, first, to).map((draft) => [placeKey(draft), draft]))
  const stored = SCENARIOS.flatMap((scenario) =>
    valuesIn(db, siteId, scenario, first, to)
      .filter((cell) => scenario !== 'forecast' || !drafts.has(placeKey(cell)))
      .map((cell): StoredValue => ({ ...cell, scenario })),
  )
  return [...stored, ...[...drafts.values()].map((draft): StoredValue => ({ ...draft, scenario: 'forecast' }))]
}
