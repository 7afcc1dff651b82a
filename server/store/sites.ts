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
    ])
    .orderBy('site.site_id')

/** Every site there is, by number. */
export const allSites = (db: Db): Promise<Site[]> => sites(db).execute()

export const findSite = (db: Db, siteId: string): Promise<Site | undefined> =>
  sites(db).where('site.site_id', '=', siteId).executeTakeFirst()

export const findSites = (db: Db, siteIds: readonly string[]): Promise<Site[]> =>
  sites(db).where('site.site_id', 'in', siteIds).execute()
