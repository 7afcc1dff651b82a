import { findLine } from '../../../shared/categories/index.ts'
import { type Scenario, SCENARIOS } from '../../../shared/categories/line.ts'
import type { CategorySheet, CategorySheetKey, SheetCategory } from '../../../shared/contract/sheet.ts'
import {
  addMonths,
  type Day,
  daysOf,
  isMonth,
  type Month,
  monthOf,
  monthsOf,
  yearOf,
} from '../../../shared/core/calendar.ts'
import { draftsIn, valuesIn } from '../db/cells.ts'
import { openIn } from '../db/operations.ts'
import { findReference } from '../db/references.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from './known-site.ts'
import { markOf, shownOf } from './marks.ts'

type Stored = { [month: Month]: { [S in Scenario]?: { days: Lists; values: Record<string, number | null> } } }
type Lists = Record<string, (number | null)[]>

/** A category of a site as stored, with what was typed over it and what waits. */
export function readCategorySheet(
  db: Database,
  { siteId, category, month }: CategorySheetKey,
  today: Day,
  canWrite: boolean,
): CategorySheet {
  const site = knownSite(db, siteId)
  const months = category === 'payroll' ? [month] : monthsOf(yearOf(month))
  const loaded = [...new Set(months.map(yearOf))].every((year) => isLoaded(db, siteId, year))
  const [first = month, last = month] = [months[0], months.at(-1)]
  const stored: Stored = {}
  // Same weekdays of last year reach into the months around it.
  readInto(stored, db, siteId, category, [addMonths(first, -13), addMonths(last, -11)])
  // The overtime week of a month's first day begins in the month before (domain.md 0.2).
  readInto(stored, db, siteId, category, [category === 'payroll' ? addMonths(first, -1) : first, last])
  return {
    site,
    category,
    months,
    today,
    loaded,
    editable: loaded && canWrite,
    stored,
    reference: findReference(db, siteId),
    marks: shownOf(openIn(db, siteId, first, `${last}-31`))
      .filter(({ lineId }) => findLine(lineId)?.category === category)
      .map(markOf),
  }
}

function readInto(
  stored: Stored,
  db: Database,
  siteId: string,
  category: SheetCategory,
  [first, last]: readonly [Month, Month],
): void {
  const to = `${last}-31`
  const put = (scenario: Scenario, lineId: string, period: string, value: number | null): void => {
    if (findLine(lineId)?.category !== category) return
    const month = isMonth(period) ? period : monthOf(period)
    const of = ((stored[month] ??= {})[scenario] ??= { days: {}, values: {} })
    if (isMonth(period)) of.values[lineId] = value
    else (of.days[lineId] ??= emptyDays(month))[Number(period.slice(8)) - 1] = value
  }
  for (const scenario of SCENARIOS) {
    for (const { lineId, period, value } of valuesIn(db, siteId, scenario, first, to))
      put(scenario, lineId, period, value)
  }
  for (const { lineId, period, value } of draftsIn(db, siteId, first, to)) put('forecast', lineId, period, value)
}

const emptyDays = (month: Month): (number | null)[] => daysOf(month).map(() => null)
