import type { SiteMaster } from '../../shared/contract/reference.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { chance } from './chance.ts'
import { isOdd } from './odd-sites.ts'
import { DEMO_PEOPLE } from './people.ts'
import type { DemoSite } from './sites.ts'

const STREETS = ['Harbor Street', 'Lake Avenue', 'Union Square', 'Market Street', 'Mill Road', 'Station Way']
const CITIES: Readonly<Record<string, string>> = {
  11: 'Columbus, OH 43215',
  12: 'Chicago, IL 60601',
  13: 'Boston, MA 02110',
  14: 'Atlanta, GA 30303',
  15: 'Phoenix, AZ 85004',
  16: 'Portland, OR 97204',
}
const SEGMENT: Readonly<Record<DemoSite['pattern'], string>> = {
  hotel: 'Hospitality',
  medical: 'Healthcare',
  office: 'Commercial',
}
/** The first two digits of a GL string name the ledger: two subsidiaries keep their own. */
const ENTITIES = [
  { code: '02', name: 'Frontline Parking LLC' },
  { code: '07', name: 'Lakeland Valet Inc.' },
  { code: '22', name: 'Western Garage Partners LP' },
] as const
const DISTRICT_MANAGERS: Readonly<Record<string, string>> = {
  11: 'Tobias Renner',
  12: DEMO_PEOPLE['dana']?.name ?? '',
  13: 'Priya Raman',
  14: 'Lucia Ferro',
  15: 'Anders Holm',
  16: 'Grace Okafor',
}
const ACCOUNT_MANAGERS = ['Noor Haddad', 'Felix Brandt', 'June Park', 'Marcus Bell', 'Elena Sorokin', 'Tom Adeyemi']

/** What the warehouse's master table tells of a demonstration site (domain.md 1.1). */
export function siteMaster(site: DemoSite): SiteMaster {
  const { siteId, districtId } = site
  const draw = chance(siteId, 'entity')
  const [own, lakeland, western] = ENTITIES
  const entity = draw < 0.8 ? own : draw < 0.9 ? lakeland : western
  const street = STREETS[Math.floor(chance(siteId, 'street') * STREETS.length)] ?? 'Main Street'
  const startDate = startOf(site)
  return {
    address: `${100 + Math.floor(chance(siteId, 'house') * 800)} ${street}, ${CITIES[districtId] ?? ''}`,
    glString: `${entity.code}-${districtId}-${siteId}-`,
    legalEntity: entity.name,
    plCategory: 'Operations',
    cogSegment: cogSegment(site, startDate),
    businessSegment: SEGMENT[site.pattern],
    accountManager: accountManager(site),
    districtManager: DISTRICT_MANAGERS[districtId] ?? '',
    numberLocale: 'en-US',
    totalAvailableParking: 60 + Math.round(site.totalRooms * (site.pattern === 'hotel' ? 0.9 : 1.8)),
    deposits: banksCash(site),
    startDate,
    closeDate: isOdd(site, 'closing') ? '2026-08-31' : null,
  }
}

/** When the operator began at a site: money of the site starts then. */
export function startOf(site: Pick<DemoSite, 'siteId'>): Day {
  if (isOdd(site, 'takenOver')) return '2026-02-01'
  const year = 2014 + Math.floor(chance(site.siteId, 'start year') * 9)
  const month = 1 + Math.floor(chance(site.siteId, 'start month') * 12)
  return `${year}-${String(month).padStart(2, '0')}-01`
}

/** A site that shares revenue banks what is collected. */
export const banksCash = (site: Pick<DemoSite, 'contractTypes'>): boolean => site.contractTypes.includes('RevenueShare')

/** Rooms as the master table has them: one site's field is empty there, which reads as 0 (domain.md 1.1). */
export const roomsOnFile = (site: DemoSite): number => (isOdd(site, 'withoutRooms') ? 0 : site.totalRooms)

function cogSegment(site: DemoSite, startDate: Day): string {
  if (isOdd(site, 'closing')) return 'Lost CY'
  return startDate >= '2026' ? 'New CY' : 'Base'
}

/** Mara keeps the three named sites; the others belong to managers who do not sign in here. */
function accountManager({ siteId }: DemoSite): string {
  const mara = DEMO_PEOPLE['mara']
  if (mara?.siteAccess.includes(siteId)) return mara.name
  return ACCOUNT_MANAGERS[Math.floor(chance(siteId, 'account manager') * ACCOUNT_MANAGERS.length)] ?? ''
}
