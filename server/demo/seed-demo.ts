import type { Day } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { loadEmptyDatabase } from '../store/load.ts'
import type { Db } from '../store/tables.ts'
import { siteCells } from './site-cells.ts'
import { roomsOnFile } from './site-master.ts'
import { moveDemoMonths } from './site-moves.ts'
import { siteReference } from './site-reference.ts'
import { DEMO_DISTRICTS, DEMO_REGIONS, demoSites } from './sites.ts'

/**
 * Fills an empty database with the demonstration organisation and its numbers (design.md 5); one that has sites stays
 * as it is. The same number for the same site and day on every machine. Gives how many cells were stored.
 */
export async function seedDemo(db: Db, { sites: count, today }: { sites: number; today: Day }): Promise<number> {
  const sites = demoSites(count)
  const byId = new Map(sites.map((site) => [site.siteId, site]))
  const siteOf = (siteId: string) => must(byId.get(siteId), 'only our own sites are loaded')
  const stored = await loadEmptyDatabase(db, {
    organisation: {
      regions: DEMO_REGIONS,
      districts: DEMO_DISTRICTS,
      sites: sites.map((site) => ({ ...site, totalRooms: roomsOnFile(site) })),
    },
    cellsOf: (siteId) => siteCells(siteOf(siteId), today),
    referenceOf: (siteId) => siteReference(siteOf(siteId)),
    source: { id: 'system:demo', name: 'Demonstration data', at: new Date(`${today}T06:00:00Z`) },
  })
  if (stored > 0)
    await moveDemoMonths(
      db,
      sites.map(({ siteId }) => siteId),
      today,
    )
  return stored
}
