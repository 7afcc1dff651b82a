import { NO_MASTER, type SiteMaster } from '../../shared/contract/reference.ts'
import type { Db } from './tables.ts'

/** A site with its place in the organisation: site → district → region (domain.md 1.1). */
export type Site = {
  readonly siteId: string
  readonly name: string
  readonly districtId: string
  readonly districtName: string
  readonly regionId: string
  readonly regionName: string
  /** Rooms available; 0 when it is not set. */
  readonly totalRooms: number
  readonly contractTypes: string[]
  readonly master: SiteMaster
  /** Rises with every change of master, contract or staff. */
  readonly referenceVer: number
}

const sites = (db: Db) =>
  db
    .selectFrom('site')
    .innerJoin('district', 'district.district_id', 'site.district_id')
    .innerJoin('region', 'region.region_id', 'district.region_id')
    .select([
      'site.site_id as siteId',
      'site.name as name',
      'district.district_id as districtId',
      'district.name as districtName',
      'region.region_id as regionId',
      'region.name as regionName',
      'site.total_rooms as totalRooms',
      'site.contract_types as contractTypes',
      'site.master as master',
      'site.reference_ver as referenceVer',
    ])
    .orderBy('site.site_id')

type Row = Omit<Site, 'master'> & { readonly master: Partial<SiteMaster> }
const toSite = (row: Row): Site => ({ ...row, master: { ...NO_MASTER, ...row.master } })

/** Every site there is, by number. */
export const allSites = async (db: Db): Promise<Site[]> => (await sites(db).execute()).map(toSite)

export async function findSite(db: Db, siteId: string): Promise<Site | undefined> {
  const row = await sites(db).where('site.site_id', '=', siteId).executeTakeFirst()
  return row && toSite(row)
}

export const findSites = async (db: Db, siteIds: readonly string[]): Promise<Site[]> =>
  (await sites(db).where('site.site_id', 'in', siteIds).execute()).map(toSite)
