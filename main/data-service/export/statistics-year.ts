import type { StatisticId } from '../../../shared/calc/day-figures.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import type { SiteFigures } from '../read/site-figures.ts'
import type { PlanRow } from './sheet-plan.ts'
import { addingCells, live, monthColumn, TOTAL_COLUMN } from './year-plan.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { sumOf } from '../../../shared/calc/day-figures.ts'

type Ratio = 'occupancy' | 'driveInRatio' | 'captureRatio'
const isRatio = (id: StatisticId): id is Ratio => id === 'occupancy' || id === 'driveInRatio' || id === 'captureRatio'

/**
 * Statistics of a site by month: counts and revenue add, every ratio is a live formula over the sums (domain.md 2.6).
 * The first row, available rooms × days, is what occupancy is a share of.
 */
export function statisticsRows({ site, statistics, statisticsYear }: SiteFigures, first: number): PlanRow[] {
  const rowOf = (id: StatisticId): number => first + 1 + STATISTICS_LINES.findIndex((line) => line.id === id)
  const nights = statistics.map((month) => (month === null ? null : new Decimal(site.totalRooms * month.daysWithRooms)))
  const ratioFormula = (id: Ratio, column: string): string => {
    const at = (line: StatisticId): string => `${column}${rowOf(line)}`
    const overnight = `${at('valetOvernight')},${at('selfOvernight')}`
    switch (id) {
      case 'occupancy':
        return `IF(${at('occupiedRooms')}="","",IF(N(${column}${first})=0,0,${at('occupiedRooms')}/${column}${first}))`
      case 'driveInRatio':
        return `IF(OR(COUNT(${overnight})=0,${at('occupiedRooms')}=""),"",IF(${at('occupiedRooms')}=0,0,SUM(${overnight})/${at('occupiedRooms')}))`
      default:
        return `IF(${at('valetOvernight')}="","",IF(SUM(${overnight})=0,0,${at('valetOvernight')}/SUM(${overnight})))`
    }
  }
  return [
    {
      kind: 'figures',
      format: 'count',
      cells: [site.siteId, site.name, 'Rooms', 'Available rooms × days', ...addingCells(first, nights, sumOf(nights))],
    },
    ...STATISTICS_LINES.map((line, i): PlanRow => {
      const { id } = line
      const months = statistics.map((month) => month?.total[id] ?? null)
      const lead = [site.siteId, site.name, line.group, line.label]
      if (!isRatio(id)) {
        const total = statisticsYear[id]
        return {
          kind: 'figures',
          format: line.unit === 'money' ? 'money' : 'count',
          cells: [...lead, ...addingCells(first + 1 + i, months, total)],
        }
      }
      return {
        kind: 'figures',
        format: 'ratio',
        cells: [
          ...lead,
          ...months.map((figure, month) =>
            statistics[month] === null ? null : live(ratioFormula(id, monthColumn(month)), figure),
          ),
          live(ratioFormula(id, TOTAL_COLUMN), statisticsYear[id]),
        ],
      }
    }),
  ]
}
