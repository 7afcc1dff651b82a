import { EARNING_COUNTS, type StatisticId } from '../../../shared/calc/day-figures.ts'
import { statisticsMonth, type StatisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import type { StatisticsSheet } from '../../../shared/contract/sheet.ts'
import { must } from '../../../shared/core/bug.ts'
import { weekdayOf } from '../../../shared/core/calendar.ts'
import type { Format, PlanCell, PlanRow, SheetPlan } from './sheet-plan.ts'
import { stampRows, type Stamps } from './stamps.ts'
import { type Computed, dayCells, PLACE, totalCells, type WorkbookCell } from './statistics-cells.ts'

export const KIND_WORDS = { actual: 'Actual', forecast: 'Forecast', budget: 'Budget' } as const

const formatOf = (unit: (typeof STATISTICS_LINES)[number]['unit']): Format =>
  unit === 'ratio' ? 'ratio' : unit === 'money' ? 'money' : 'count'

/**
 * A month of Statistics by the day: the value that counts, with live formulas for everything that follows from another
 * cell and their results, so that it reads right without recalculating and recalculates to the same.
 */
export function statisticsSheet(sheet: StatisticsSheet, stamps: Stamps): SheetPlan {
  const month = statisticsMonth({ ...sheet, totalRooms: sheet.site.totalRooms })
  return {
    name: 'Statistics',
    rows: [...titleRows(sheet, month, stamps), ...headRows(), ...dayRows(sheet, month), totalRow(month)],
    columns: [
      { width: 16, format: 'day' },
      { width: 12 },
      ...STATISTICS_LINES.map(({ unit }) => ({ width: 11, format: formatOf(unit) })),
    ],
    frozen: { rows: PLACE.firstDay - 1, columns: 2 },
    heading: { first: PLACE.firstDay - 2, last: PLACE.firstDay - 1 },
    names: [],
    notes: new Map(),
    filter: false,
  }
}

const GROUPS = [...new Set(STATISTICS_LINES.map((line) => line.group))].map((group) => {
  const lines = STATISTICS_LINES.filter((line) => line.group === group)
  return { group, first: must(lines[0], 'a group has lines').id, last: must(lines.at(-1), 'a group has lines').id }
})

function titleRows({ site }: StatisticsSheet, { rates }: StatisticsMonth, stamps: Stamps): PlanRow[] {
  const rateOf = (id: StatisticId): number | null => {
    const rate = EARNING_COUNTS.find((one) => one === id)
    const cents = rate === undefined ? null : rates[rate]
    return cents === null ? null : cents / 100
  }
  return [
    ...stampRows('Statistics', stamps, 2).slice(0, -1),
    { kind: 'fact', cells: ['Rooms available', null, site.totalRooms], format: 'whole' },
    {
      kind: 'fact',
      cells: ['Rate, $ per vehicle', null, ...STATISTICS_LINES.map(({ id }) => rateOf(id))],
      format: 'money',
    },
  ]
}

const headRows = (): PlanRow[] => [
  {
    kind: 'group',
    isLeft: true,
    cells: [null, null, ...STATISTICS_LINES.map(({ id }) => GROUPS.find(({ first }) => first === id)?.group ?? null)],
  },
  { kind: 'head', cells: ['Day', 'Figures', ...STATISTICS_LINES.map(({ shortLabel }) => shortLabel)] },
]

const dayRows = (sheet: StatisticsSheet, month: StatisticsMonth): PlanRow[] =>
  month.days.map((day, i): PlanRow => {
    const actual = Object.fromEntries(Object.entries(sheet.actual).map(([id, values]) => [id, values[i] ?? null]))
    return {
      kind: isWeekend(day.day) ? 'weekend' : 'figures',
      cells: [dateOf(day.day), KIND_WORDS[day.kind], ...inOrder(dayCells(day, PLACE.firstDay + i, actual))],
    }
  })

/** A hotel's weekend nights (domain.md C-17). */
export const isWeekend = (day: string): boolean => weekdayOf(day) === 5 || weekdayOf(day) === 6
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

const totalRow = (month: StatisticsMonth): PlanRow => {
  const row = PLACE.firstDay + month.days.length
  return { kind: 'total', cells: ['Month', null, ...inOrder(totalCells(month.total, row, row - 1))] }
}

const inOrder = (cells: Readonly<Record<StatisticId, WorkbookCell | Computed>>): PlanCell[] =>
  STATISTICS_LINES.map(({ id }) => cells[id])
