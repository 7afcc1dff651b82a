import type { Day } from '../../shared/core/calendar.ts'
import { loadCells, loadOrganisation } from '../store/load.ts'
import { allSites } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { siteCells } from './site-cells.ts'
import { DEMO_DISTRICTS, DEMO_REGIONS, demoSites } from './sites.ts'

/**
 * Fills an empty database with the demonstration organisation and its numbers (design.md 5); one that has sites stays
 * as it is. The same number for the same site and day on every machine. Gives how many cells were stored.
 */
export async function seedDemo(db: Db, { sites: count, today }: { sites: number; today: Day }): Promise<number> {
  if ((await allSites(db)).length > 0) return 0
  const sites = demoSites(count)
  await loadOrganisation(db, { regions: DEMO_REGIONS, districts: DEMO_DISTRICTS, sites })
  const source = { id: 'system:demo', name: 'Demonstration data', at: new Date(`${today}T06:00:00Z`) }
  let stored = 0
  for (const site of sites) {
    const cells = siteCells(site, today)
    await loadCells(db, site.siteId, cells, source)
    stored += cells.length
  }
  return stored
}
