import type { Completeness } from '../../shared/calc/validation/completeness.ts'
import { storedCompleteness } from '../../shared/calc/validation/stored-completeness.ts'
import { type Day, type Month, yearOf } from '../../shared/core/calendar.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readSpan } from '../store/site-cells.ts'
import type { Site } from '../store/sites.ts'
import type { Tx } from '../store/tables.ts'

/** Whether a site's month can be submitted, and what is in the way (domain.md 10.1, 10.3). */
export async function readyToSubmit(tx: Tx, site: Site, month: Month, today: Day): Promise<Completeness> {
  const year = yearOf(month)
  const cells = await readSpan(tx, site.siteId, `${year}-01`, `${year}-12`)
  const facts = (await readLockFacts(tx, [{ siteId: site.siteId, month }], today))(site.siteId)
  // Conflicts and refusals wait on the laptops, which look at them before they submit.
  return storedCompleteness({ cells, month, today, facts, open: [], totalRooms: site.totalRooms })
}
