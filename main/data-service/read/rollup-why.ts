import { sumOf } from '../../../shared/calc/day-figures.ts'
import { type Contribution, ranked } from '../../../shared/calc/why/contributions.ts'
import type { RollupWhyKey, Why } from '../../../shared/contract/why.ts'
import { type Day, monthsOf } from '../../../shared/core/calendar.ts'
import { type Decimal, ZERO } from '../../../shared/core/decimal.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { recordsOf } from './records-of.ts'
import { type Rollups, sitesIn } from './rollup.ts'
import { baselineAt, toldContribution } from './why.ts'

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
  const { year, code, months, baseline } = key
  const sites = sitesIn(db, key).filter(({ siteId }) => isLoaded(db, siteId, year))
  const results = await rollups.results(sites, year, today)
  const places = months.map((month) => monthsOf(year).indexOf(month)).filter((place) => place >= 0)
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
