import type { FastifyInstance } from 'fastify'
import { otherRevenue, type OtherRevenueInput, otherRevenueValues } from '../../shared/calc/other-revenue.ts'
import { OTHER_REVENUE_ROWS, type OtherRevenueId, otherRevenueLineId } from '../../shared/categories/other-revenue.ts'
import { type OtherRevenueDocument, otherRevenueApi } from '../../shared/contract/other-revenue.ts'
import type { Scenario } from '../../shared/categories/line.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { cents, planMonths, readMonthly, rollingScope } from '../documents/month-document.ts'
import { asOf, rowVersionOf, tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import type { DocumentScope } from '../store/document-cells.ts'
import { findSite, type Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { serve } from './serve.ts'

const LINES = OTHER_REVENUE_ROWS.map(({ id }) => ({ field: id, lineId: otherRevenueLineId(id) }))

/** A site's other revenue of twelve months as one document. */
export function otherRevenueRoutes(app: FastifyInstance, parts: AppParts): void {
  const { now, today } = parts
  const { db } = parts.store

  serve(app, otherRevenueApi.read, { now }, async ({ params, caller, reply }) => {
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = rollingScope(site.siteId, params.period, 'other-revenue')
    return tagged(reply, await otherRevenueDocument(db, site, scope, today()))
  })

  serve(app, otherRevenueApi.write, { now }, async (ask) => {
    const { params, body, caller, reply } = ask
    const site = reachable(caller(), await findSite(db, params.siteId))
    const scope = rollingScope(site.siteId, params.period, 'other-revenue')
    const answer = await writeDocument(db, {
      author: authorOf(ask, parts),
      site,
      scope,
      plan: () => planMonths(body.months, scope, LINES),
      answer: async (tx, warnings) => ({
        ...(await otherRevenueDocument(tx, site, scope, today())),
        warnings: [...warnings],
      }),
    })
    return tagged(reply, answer)
  })
}

type Month = OtherRevenueDocument['months'][number]
type Amounts = Month['values']

const amounts = (of: (id: OtherRevenueId) => number | null): Amounts =>
  Object.fromEntries(OTHER_REVENUE_ROWS.map(({ id }) => [id, of(id)])) as Amounts

async function otherRevenueDocument(
  db: Db,
  site: Site,
  scope: DocumentScope,
  today: string,
): Promise<OtherRevenueDocument> {
  const monthly = await readMonthly(db, scope, today)
  return {
    siteId: site.siteId,
    siteName: site.name,
    rowVersion: rowVersionOf(monthly.cells),
    period: scope.first,
    asOf: asOf(monthly.cells),
    months: monthly.months.map((month): Month => {
      const input: OtherRevenueInput = Object.fromEntries(
        LINES.map(({ field, lineId }) => [
          field,
          { forecast: monthly.at(lineId, month, 'forecast'), budget: monthly.at(lineId, month, 'budget') },
        ]),
      )
      const values = otherRevenueValues(input)
      const stored = (scenario: Scenario) => amounts((id) => monthly.dollars(otherRevenueLineId(id), month, scenario))
      const actual = stored('actual')
      return {
        month,
        values: amounts((id) => cents(values[id].value)),
        forecast: stored('forecast'),
        budget: stored('budget'),
        actual: Object.values(actual).every((amount) => amount === null) ? null : actual,
        net: cents(otherRevenue(input).total),
        locked: monthly.isLocked(otherRevenueLineId('miscellaneous'), month),
      }
    }),
  }
}
