import { NO_MASTER } from '../../../shared/contract/reference.ts'
import type { Site } from '../../../server/store/sites.ts'
import { payrollLineId } from '../../../shared/categories/payroll.ts'
import { twinLineOf } from '../../../shared/calc/twin-line.ts'

/** The little world the histories play in: few enough cells that people meet, of every kind that matters. */
export type Place = { readonly siteId: string; readonly period: string; readonly lineId: string }

const site = (siteId: string): Site => ({
  siteId,
  name: `Site ${siteId}`,
  districtId: '12',
  districtName: 'District 12',
  regionId: 'central',
  regionName: 'Central',
  totalRooms: 360,
  contractTypes: ['revenueShare'],
  master: NO_MASTER,
  referenceVer: 0,
})

export const SITES: readonly Site[] = [site('0427'), site('0431')]
export const YEAR = 2026
export const TODAY = '2026-04-10'

const HOURS = payrollLineId('hours', 'GSA1')
const COST = payrollLineId('cost', 'GSA1')

export const PLACES: readonly Place[] = [
  { siteId: '0427', period: '2026-04-16', lineId: 'valetDaily' },
  { siteId: '0427', period: '2026-04-16', lineId: 'occupancy' },
  { siteId: '0427', period: '2026-04-16', lineId: 'occupiedRooms' },
  { siteId: '0427', period: '2026-04-17', lineId: 'valetDaily' },
  { siteId: '0431', period: '2026-04-16', lineId: 'selfDaily' },
  { siteId: '0431', period: '2026-04-16', lineId: HOURS },
  { siteId: '0431', period: '2026-04-16', lineId: COST },
]

export const placeKey = (place: Place): string => `${place.siteId}|${place.period}|${place.lineId}`

/** The other line of a pair at the same place (domain.md 2.2, 3.7). */
export function twinOf(place: Place): Place | null {
  const lineId = twinLineOf(place.lineId)
  return lineId === null ? null : { ...place, lineId }
}
