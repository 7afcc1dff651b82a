import { sumOf } from '../../../shared/calc/day-figures.ts'
import { type Contribution, ranked } from '../../../shared/calc/why/contributions.ts'
import type { Causes, RollupWhyKey, SiteCausesKey, Why } from '../../../shared/contract/why.ts'
import { type Day, type Month, monthsOf } from '../../../shared/core/calendar.ts'
import { Decimal, ZERO } from '../../../shared/core/decimal.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { recordsOf } from './records-of.ts'
import { type Rollups, sitesIn } from './rollup.ts'
import { computeYear } from './site-year.ts'
import { baselineAt, explainStored, toldContribution } from './why.ts'

/**
 * Which sites the difference of a row comes from (domain.md 9.5, level 1), largest first. Sums are those of the rollup:
 * a month counts when the sites together know both sides of it. Null where they know none.
 */
export async function readRollupWhy(
  db: Database,
  rollups: Pick<Rollups, 'results'>,
  key: RollupWhyKey,
  today: Day,
): Promise<Why | null> {
  const { list } = await sharesOf(db, rollups, key, today)
  const value = sumOf(list.map((one) => one.value))
  const before = sumOf(list.map((one) => one.baseline))
  if (value === null || before === null) return null
  const amount = value.minus(before).toDecimalPlaces(2)
  return {
    value: value.toFixed(),
    baseline: before.toFixed(),
    amount: amount.toFixed(),
    causes: [],
    facts: [],
    contributions: { of: 'sites', list: ranked(amount, list).map(toldContribution) },
  }
}

/**
 * What moved at one of the sites (grid-and-pnl.md D5): the causes of its own "why" over the months that count in the
 * rollup. They add up to the site's line; what the site knows of one side only is the rest.
 */
export async function readSiteCauses(
  db: Database,
  rollups: Pick<Rollups, 'results'>,
  key: SiteCausesKey,
  today: Day,
): Promise<Causes | null> {
  const { siteId, year, code, baseline } = key
  const { list, months } = await sharesOf(db, rollups, key, today)
  const share = list.find(({ id }) => id === siteId)
  if (share === undefined || months.length === 0) return null
  const computed = computeYear(db, { siteId, year }, today)
  const why = explainStored(db, computed, { siteId, year, code, months, baseline })
  const rest = share.amount.toDecimalPlaces(2).minus(why?.amount ?? 0)
  return withRest(why?.causes ?? [], rest)
}

function withRest(causes: Causes, more: Decimal): Causes {
  if (more.isZero()) return causes
  const before = causes.find(({ id }) => id === 'rest')?.amount ?? 0
  const amount = more.plus(before)
  const named = causes.filter(({ id }) => id !== 'rest')
  return amount.isZero() ? named : [...named, { id: 'rest', amount: amount.toFixed() }]
}

/** What each site has of the sum's two sides, and the months that count in it. */
async function sharesOf(
  db: Database,
  rollups: Pick<Rollups, 'results'>,
  key: RollupWhyKey,
  today: Day,
): Promise<{ readonly list: readonly Contribution[]; readonly months: Month[] }> {
  const { year, code, months, baseline } = key
  const sites = sitesIn(db, key).filter(({ siteId }) => isLoaded(db, siteId, year))
  const results = await rollups.results(sites, year, today)
  const asked = months.filter((month) => monthsOf(year).includes(month))
  const places = asked.map((month) => monthsOf(year).indexOf(month))
  const sides = results.map((result) => {
    const records = recordsOf(findReview(db, result.siteId), year)
    return places.map((place) => {
      const amounts = result.year.rows[code].cells[place]?.amounts
      return { value: amounts?.trend ?? null, baseline: baselineAt(amounts, baseline, records, code, place) }
    })
  })
  const isKnown = places.map((_, i) =>
    (['value', 'baseline'] as const).every((side) => sides.some((site) => (site[i]?.[side] ?? null) !== null)),
  )
  const over = (site: (typeof sides)[number], side: 'value' | 'baseline'): Decimal | null =>
    sumOf(site.map((month, i) => (isKnown[i] === true ? month[side] : null)))
  const list = results.map(({ siteId, name }, i): Contribution => {
    const [value, before] = [over(sides[i] ?? [], 'value'), over(sides[i] ?? [], 'baseline')]
    const amount = sumOf([value, before === null ? null : before.negated()])
    return { id: siteId, label: name, value, baseline: before, amount: amount ?? ZERO }
  })
  return { list, months: asked.filter((_, i) => isKnown[i] === true) }
}
