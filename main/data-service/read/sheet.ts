import type { z } from 'zod'
import type { SheetKey, StatisticsSheet } from '../../../shared/contract/sheet.ts'
import { addMonths, type Day, daysOf, sameWeekdayLastYear, yearOf } from '../../../shared/core/calendar.ts'
import { openIn } from '../db/operations.ts'
import { findReference } from '../db/references.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from './known-site.ts'
import { markOf, shownOf } from './marks.ts'
import { budgetOf, dayLists, listsOver, ratesOf, readStored } from './month-input.ts'

/** The Statistics of a site and month as stored, with what was typed over it and what waits. */
export function readSheet(
  db: Database,
  { siteId, month }: z.infer<typeof SheetKey>,
  today: Day,
  canWrite: boolean,
): z.infer<typeof StatisticsSheet> {
  const site = knownSite(db, siteId)
  const stored = readStored(db, siteId, site.totalRooms, month, month)
  const history = readStored(db, siteId, site.totalRooms, addMonths(month, -13), addMonths(month, -11))
  const loaded = isLoaded(db, siteId, yearOf(month))
  return {
    site,
    month,
    today,
    loaded,
    editable: loaded && canWrite,
    forecast: dayLists(stored, 'forecast', month),
    actual: dayLists(stored, 'actual', month),
    budget: budgetOf(stored, month),
    lastYear: listsOver(history.scenarios.actual, daysOf(month).map(sameWeekdayLastYear)),
    forecastRates: ratesOf(stored, 'forecast', month),
    budgetRates: ratesOf(stored, 'budget', month),
    open: openPeriod(db, siteId),
    marks: shownOf(openIn(db, siteId, month, `${month}-31`)).map(markOf),
  }
}

function openPeriod(db: Database, siteId: string): StatisticsSheet['open'] {
  const { startDate = null, closeDate = null } = findReference(db, siteId) ?? {}
  return { startDate, closeDate }
}
