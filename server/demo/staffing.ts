import { around } from './chance.ts'
import type { DemoSite } from './sites.ts'
import { countsOf } from './traffic.ts'

const COUNT = 1_000_000

/** A job of a site: what a usual day needs, and how much of it follows the demand, 0–1 (domain.md 3.12). */
export type Post = { readonly code: string; readonly hours: number; readonly flex: number }

/** A day of usual demand: what a site is staffed and a contract is priced for. */
export function usualDay(site: DemoSite): { valet: number; self: number; rooms: number } {
  const counts = countsOf(site, '2025-06-18', 1, 'usual')
  const cars = (...lines: readonly string[]) => lines.reduce((sum, line) => sum + (counts[line] ?? 0), 0) / COUNT
  return {
    valet: cars('valetDaily', 'valetOvernight', 'valetComps'),
    self: cars('selfDaily', 'selfOvernight', 'selfComps'),
    rooms: cars('occupiedRooms'),
  }
}

/** The posts of a site that are paid by the hour: hands flex with the cars, desks hardly do. */
export function postsOf(site: DemoSite): readonly Post[] {
  const { valet, self, rooms } = usualDay(site)
  const size = site.totalRooms
  const post = (code: string, hours: number, flex: number, from = 0): Post[] =>
    size < from ? [] : [{ code, hours: quarter(hours), flex }]
  switch (site.pattern) {
    case 'hotel':
      return [
        ...post('VLT1', Math.max(20, valet * 0.33), 0.7),
        ...post('VLT2', Math.max(8, valet * 0.08), 0.3, 120),
        ...post('BELL', 8 + rooms / 16, 0.3, 200),
        ...post('GSA1', 16 + rooms / 40, 0.2),
        ...post('CASH', 8 + self * 0.08, 0.2, 250),
      ]
    case 'medical':
      return [
        ...post('VLT1', Math.max(12, valet * 0.3), 0.6),
        ...post('GSA1', 10 + self * 0.05, 0.3),
        ...post('GSC1', 8, 0, 200),
        ...post('SHUTL1', 14, 0.1, 270),
        ...post('CASH', Math.max(8, self * 0.07), 0.3),
      ]
    default:
      return [
        ...post('CASH', Math.max(10, self * 0.07), 0.4),
        ...post('LCASH', 8, 0.1, 240),
        ...post('GSA1', 8 + self * 0.04, 0.3),
        ...post('VLT1', Math.max(12, valet * 0.28), 0.6),
        ...post('TCOORD', 8, 0, 300),
      ]
  }
}

/** Hours of a post at a demand of the day, 1 being usual. */
export const hoursAt = ({ hours, flex }: Post, demand: number): number => hours * (1 - flex + flex * demand)

/** Two sites whose hours are far off their plan this year: one over it, one under it. */
const FAR_OFF: Readonly<Record<string, number>> = { '1017 2026': 1.13, '1115 2026': 0.89 }

/** What a site needs of its planned hours in a year: about 5 % more or less, but for the two. */
export const staffingHabit = ({ siteId }: DemoSite, year: number): number =>
  FAR_OFF[`${siteId} ${year}`] ?? around(0.055, siteId, year, 'staffing')

const quarter = (hours: number): number => Math.round(hours * 4) / 4
