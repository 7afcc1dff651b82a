import { z } from 'zod'
import { SiteAttributes } from '../../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'
import { type Database, row, rows, run } from './store.ts'

type Row = {
  site_id: string
  name: string
  district_id: string
  district_name: string
  region_name: string
  total_rooms: number
  contract_types: string
  reference_head: number
  review_head: number
  attributes: string
}

const ContractTypes = z.array(z.string())

const toSite = (found: Row): SyncSite => ({
  siteId: found.site_id,
  name: found.name,
  districtId: found.district_id,
  districtName: found.district_name,
  regionName: found.region_name,
  totalRooms: found.total_rooms,
  contractTypes: ContractTypes.parse(JSON.parse(found.contract_types)),
  referenceVer: found.reference_head,
  reviewVer: found.review_head,
  attributes: SiteAttributes.parse(JSON.parse(found.attributes)),
})

/** A site as the server last told it, whether it may still be seen or not. */
export function findSite(db: Database, siteId: string): SyncSite | undefined {
  const found = row<Row>(db, 'SELECT * FROM site WHERE site_id = ?', siteId)
  return found && toSite(found)
}

/** The sites this person may see, in the order of their numbers. */
export const visibleSites = (db: Database): SyncSite[] =>
  rows<Row>(db, 'SELECT * FROM site WHERE visible = 1 ORDER BY site_id').map(toSite)

/** Takes over the server's list; a site that is not in it any more is hidden, its data stays. True when it changed. */
export function replaceSites(db: Database, sites: readonly SyncSite[]): boolean {
  const before = JSON.stringify(visibleSites(db))
  run(db, 'UPDATE site SET visible = 0')
  for (const site of sites) {
    run(
      db,
      `INSERT INTO site
         (site_id, name, district_id, district_name, region_name, total_rooms, contract_types, reference_head, review_head,
          attributes, visible)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET name = excluded.name, district_id = excluded.district_id,
         district_name = excluded.district_name, region_name = excluded.region_name,
         total_rooms = excluded.total_rooms, contract_types = excluded.contract_types,
         reference_head = excluded.reference_head, review_head = excluded.review_head,
         attributes = excluded.attributes, visible = 1`,
      site.siteId,
      site.name,
      site.districtId,
      site.districtName,
      site.regionName,
      site.totalRooms,
      JSON.stringify(site.contractTypes),
      site.referenceVer,
      site.reviewVer,
      JSON.stringify(site.attributes),
    )
  }
  return JSON.stringify(visibleSites(db)) !== before
}
