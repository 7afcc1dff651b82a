import { cellLock } from '../../shared/calc/validation/cell-lock.ts'
import { completeness, type Completeness } from '../../shared/calc/validation/completeness.ts'
import type { StoredValue } from '../../shared/calc/site-year/stored-year.ts'
import { findLine } from '../../shared/categories/index.ts'
import { type Day, type Month, monthOf, yearOf } from '../../shared/core/calendar.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readSpan } from '../store/site-cells.ts'
import type { Site } from '../store/sites.ts'
import type { Tx } from '../store/tables.ts'

/** Whether a site's month can be submitted, and what is in the way (domain.md 10.1, 10.3). */
export async function readyToSubmit(tx: Tx, site: Site, month: Month, today: Day): Promise<Completeness> {
  const year = yearOf(month)
  const cells = await readSpan(tx, site.siteId, `${year}-01`, `${year}-12`)
  const facts = (await readLockFacts(tx, [{ siteId: site.siteId, month }], today))(site.siteId)
  const at = new Map(cells.map((cell) => [keyOf(cell), cell.value]))
  const value = (scenario: StoredValue['scenario'], lineId: string, period: string) =>
    at.get(keyOf({ scenario, lineId, period })) ?? null
  return completeness(
    {
      months: [month],
      linesInUse: [...new Set(cells.filter((cell) => cell.value !== null).map(({ lineId }) => lineId))],
      forecast: (lineId, period) => value('forecast', lineId, period),
      budget: (lineId, period) => value('budget', lineId, period),
      isClosed: (lineId, period) => {
        const line = findLine(lineId)
        return line === undefined || monthOf(period) < monthOf(today) || cellLock(line, period, facts) !== null
      },
      open: [], // conflicts and refusals wait on the laptops, which look at them before they submit
    },
    { totalRooms: site.totalRooms },
  )
}

const keyOf = ({ scenario, lineId, period }: Pick<StoredValue, 'scenario' | 'lineId' | 'period'>) =>
  `${scenario}|${lineId}|${period}`
