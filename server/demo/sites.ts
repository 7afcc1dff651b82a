import { chance } from './chance.ts'

export const DEMO_REGIONS = [
  { regionId: 'central', name: 'Central' },
  { regionId: 'east', name: 'East' },
  { regionId: 'west', name: 'West' },
] as const

export const DEMO_DISTRICTS = [
  { districtId: '11', name: 'District 11', regionId: 'central' },
  { districtId: '12', name: 'District 12', regionId: 'central' },
  { districtId: '13', name: 'District 13', regionId: 'east' },
  { districtId: '14', name: 'District 14', regionId: 'east' },
  { districtId: '15', name: 'District 15', regionId: 'west' },
  { districtId: '16', name: 'District 16', regionId: 'west' },
] as const

export type DemoSite = {
  readonly siteId: string
  readonly name: string
  readonly districtId: string
  readonly totalRooms: number
  readonly contractTypes: readonly string[]
  /** Hotels fill at the week's end, hospitals and offices from Monday to Friday. */
  readonly pattern: 'hotel' | 'medical' | 'office'
}

/** The three sites that every demonstration and test may name. */
const NAMED: readonly DemoSite[] = [
  {
    siteId: '0427',
    name: 'Harbor Grand Hotel',
    districtId: '12',
    totalRooms: 360,
    pattern: 'hotel',
    contractTypes: ['RevenueShare', 'DepositedRevenue'],
  },
  {
    siteId: '0431',
    name: 'Lakeside Medical',
    districtId: '12',
    totalRooms: 210,
    pattern: 'medical',
    contractTypes: ['ManagementAgreement', 'BillingAccount'],
  },
  {
    siteId: '0612',
    name: 'Union Tower',
    districtId: '12',
    totalRooms: 184,
    pattern: 'office',
    contractTypes: ['FixedFee'],
  },
]

const CONTRACTS: readonly (readonly string[])[] = [
  ['FixedFee'],
  ['PerLaborHour'],
  ['PerOccupiedRoom'],
  ['RevenueShare'],
  ['ManagementAgreement'],
  ['BillingAccount'],
  ['RevenueShare', 'DepositedRevenue'],
  ['FixedFee', 'PerLaborHour'],
  ['PerOccupiedRoom', 'BillingAccount'],
  ['ManagementAgreement', 'BillingAccount'],
]
const PLACES = [
  'Bayfront',
  'Cedar Park',
  'Foundry',
  'Granite',
  'Kingsway',
  'Meridian',
  'Northgate',
  'Orchard',
  'Prairie',
]
const HOUSES = [
  { word: 'Suites', pattern: 'hotel' },
  { word: 'Clinic', pattern: 'medical' },
  { word: 'Inn', pattern: 'hotel' },
  { word: 'Plaza', pattern: 'office' },
  { word: 'Resort', pattern: 'hotel' },
] as const

/** The first `count` demonstration sites; a site is the same however many there are. */
export function demoSites(count: number): DemoSite[] {
  const more = Array.from({ length: Math.max(0, count - NAMED.length) }, (_, i): DemoSite => {
    const siteId = String(1003 + i * 7).padStart(4, '0')
    const house = HOUSES[i % HOUSES.length] ?? HOUSES[0]
    const place = PLACES[(i * 4) % PLACES.length] ?? ''
    const round = Math.floor(i / (HOUSES.length * PLACES.length))
    return {
      siteId,
      name: `${place} ${house.word}${round > 0 ? ` ${round + 1}` : ''}`,
      districtId: DEMO_DISTRICTS[i % DEMO_DISTRICTS.length]?.districtId ?? '11',
      totalRooms: 80 + Math.floor(chance(siteId, 'rooms') * 340),
      contractTypes: CONTRACTS[i % CONTRACTS.length] ?? [],
      pattern: house.pattern,
    }
  })
  return [...NAMED, ...more].slice(0, count)
}
