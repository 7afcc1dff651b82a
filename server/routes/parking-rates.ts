import type { FastifyInstance } from 'fastify'
import { rateInForce } from '../../shared/calc/parking-rates.ts'
import { RATE_CATEGORIES, rateLineId } from '../../shared/categories/parking-rates.ts'
import { type ParkingRatesDocument, parkingRatesApi } from '../../shared/contract/parking-rates.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { entryOf, type Planned } from '../documents/entry.ts'
import { readMonthly } from '../documents/month-document.ts'
import { unscaled } from '../documents/rounded.ts'
import { asOf, rowVersionOf, tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import { latestActualRates } from '../revenue/latest-actual-rates.ts'
import type { DocumentScope } from '../store/document-cells.ts'
import { findSite, type Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { serve } from './serve.ts'

/** A site's parking rates of a year as one document. */
export function parkingRatesRoutes(app: FastifyInstance, parts: AppParts): void {
  const { now, today } = parts
  const { db } = parts.store

  serve(app, parkingRatesApi.read, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    return tagged(reply, await ratesDocument(db, site, scopeOf(site, params.year), today()))
  })

  serve(app, parkingRatesApi.write, { now }, async (ask) => {
    const { params, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = scopeOf(site, params.year)
    const answer = await writeDocument(db, {
      author: authorOf(ask, parts),
      site,
      scope,
      plan: () => body.cells.map((cell, index) => planCell(cell, index, params.year)),
      context: async (cells, tx) => ({ rateReference: await latestActualRates(tx, site.siteId, cells) }),
      answer: async (tx, warnings) => ({
        ...(await ratesDocument(tx, site, scope, today())),
        warnings: [...warnings],
      }),
    })
    return tagged(reply, answer)
  })
}

const scopeOf = ({ siteId }: Site, year: string): DocumentScope => ({
  siteId,
  first: `${year}-01`,
  last: `${year}-12`,
  categories: ['parking-rates'],
})

type Cell = Pick<ParkingRatesDocument['cells'][number], 'month' | 'category' | 'forecast'>

function planCell({ month, category, forecast }: Cell, index: number, year: string): Planned {
  if (month.startsWith(`${year}-`)) return entryOf(`cells.${index}.forecast`, rateLineId(category), month, forecast)
  const message = 'This month is not in the year.'
  const field = `cells.${index}.month`
  return { issue: { code: 'INVALID_PERIOD', field, message, providedValue: month, expectedFormat: `${year}-MM` } }
}

async function ratesDocument(db: Db, site: Site, scope: DocumentScope, today: string): Promise<ParkingRatesDocument> {
  const monthly = await readMonthly(db, scope, today)
  return {
    siteId: site.siteId,
    siteName: site.name,
    rowVersion: rowVersionOf(monthly.cells),
    year: yearOf(scope.first),
    asOf: asOf(monthly.cells),
    cells: monthly.months.flatMap((month) =>
      RATE_CATEGORIES.map(({ id }) => {
        const lineId = rateLineId(id)
        const cell = {
          forecast: monthly.at(lineId, month, 'forecast'),
          budget: monthly.at(lineId, month, 'budget'),
          actual: monthly.at(lineId, month, 'actual'),
        }
        return {
          month,
          category: id,
          rate: unscaled(rateInForce(cell), 2),
          forecast: unscaled(cell.forecast, 2),
          budget: unscaled(cell.budget, 2),
          actual: unscaled(cell.actual, 2),
          locked: monthly.isLocked(lineId, month),
        }
      }),
    ),
  }
}
