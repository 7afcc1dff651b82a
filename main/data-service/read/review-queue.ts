import type { ReviewQueue } from '../../../shared/contract/review-sheet.ts'
import { type Day, type Month, yearOf } from '../../../shared/core/calendar.ts'
import { must } from '../../../shared/core/bug.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { openActsOf, standsAtCells } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import { visibleSites } from '../db/sites.ts'
import type { Database } from '../db/store.ts'
import { projectedMoves } from './projected-moves.ts'
import { materialRows, settingsFor } from './review.ts'
import type { Rollups } from './rollup.ts'

type QueueSite = ReviewQueue['sites'][number]

/**
 * One month of every site this person sees, ranked by how many dollars of it nobody has explained, then by how far the
 * contribution is off (grid-and-pnl.md D4).
 */
export async function readQueue(
  db: Database,
  rollups: Pick<Rollups, 'results'>,
  { month, today, me }: { readonly month: Month; readonly today: Day; readonly me: string },
): Promise<ReviewQueue> {
  const year = yearOf(month)
  const sites: QueueSite[] = []
  const seen = visibleSites(db)
  const results = await rollups.results(seen, year, today)
  for (const [i, { siteId, name, districtName }] of seen.entries()) {
    const result = must(results[i], 'every site has its amounts')
    const review = findReview(db, siteId)
    const open = openActsOf(db, siteId)
    const last = projectedMoves(review, open, month, me).at(-1)
    const loaded = isLoaded(db, siteId, year)
    const amounts = result.year.rows.FLC.cells[result.year.months.indexOf(month)]?.amounts
    sites.push({
      siteId,
      name,
      districtName,
      loaded,
      hasForecast: result.hasForecast,
      error: result.error,
      state: last?.state ?? 'draft',
      isWaiting: last?.isWaiting ?? false,
      isRefused: open.some(({ act, state }) => state === 'refused' && !standsAtCells(act) && act.period === month),
      by: last?.by ?? null,
      at: last?.at ?? null,
      flc: loaded ? (amounts?.trend?.toFixed(2) ?? null) : null,
      budget: loaded ? (amounts?.budget?.toFixed(2) ?? null) : null,
      material: loaded
        ? materialRows(result, month, settingsFor(db, siteId), review, open, me).map(
            ({ row, amount, percent, verdict, materiality, state }) => ({
              row,
              amount,
              percent,
              verdict,
              materiality,
              state,
            }),
          )
        : [],
    })
  }
  return { month, sites: sites.toSorted(byImpact) }
}

const byImpact = (a: QueueSite, b: QueueSite): number =>
  unexplainedOf(b).cmp(unexplainedOf(a)) || offBudget(b).cmp(offBudget(a)) || (a.siteId < b.siteId ? -1 : 1)

/** Dollars of material rows without a reason that fits; the contribution only repeats them. */
const unexplainedOf = ({ material }: QueueSite): Decimal =>
  material
    .filter(({ row, materiality, state }) => row !== 'FLC' && materiality === 'material' && state !== 'given')
    .reduce((sum, { amount }) => sum.plus(new Decimal(amount).abs()), new Decimal(0))

const offBudget = ({ flc, budget }: QueueSite): Decimal =>
  flc === null || budget === null ? new Decimal(-1) : new Decimal(flc).minus(budget).abs()
