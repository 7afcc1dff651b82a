import { EARNING_COUNTS, type StatisticId } from '../../../shared/calc/day-figures.ts'
import type { StatisticsDay } from '../../../shared/calc/statistics-month.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'

/** A cell of the workbook: a number, nothing, or a formula with the figure it comes to. */
export type Computed = { readonly formula: string; readonly result: number | '' }
export type WorkbookCell = number | null | Computed

/** Where things are on the sheet; rows are counted from 1. */
export const PLACE = { available: '$C$5', ratesRow: 6, firstDay: 9 } as const

/** The spreadsheet column of each line: after the day and what its figures are. */
export const COLUMN_OF = Object.fromEntries(
  STATISTICS_LINES.map(({ id }, i) => [id, String.fromCodePoint('C'.codePointAt(0)! + i)]),
) as Record<StatisticId, string>

const number = (day: Pick<StatisticsDay, 'figures'>, id: StatisticId): number | null =>
  day.figures[id]?.toNumber() ?? null

/**
 * One day's cells: what was loaded, typed or budgeted stands as a number, what follows from it as a live formula
 * with the same rules as shared/calc (domain.md 2.3, 2.4). `actual` is what is loaded of an actual day.
 */
export function dayCells(
  day: StatisticsDay,
  row: number,
  actual: Readonly<Record<string, number | null>>,
): Record<StatisticId, WorkbookCell> {
  const at = (id: StatisticId): string => `${COLUMN_OF[id]}${row}`
  const isLoaded = (id: StatisticId): boolean => day.kind === 'actual' && actual[id] != null
  const isActual = day.kind === 'actual'
  const followsRatios = day.origins.valetOvernight === 'derived'
  const roomsFollow = isActual ? !isLoaded('occupiedRooms') : day.origins.occupiedRooms === 'derived'
  const isGiven = (id: 'driveInRatio' | 'captureRatio'): boolean => (isActual ? isLoaded(id) : followsRatios)
  const bothGiven = isGiven('driveInRatio') && isGiven('captureRatio')
  const overnightFollows = (id: StatisticId): boolean => (isActual ? !isLoaded(id) && bothGiven : followsRatios)

  const live = (id: StatisticId, formula: string): Computed => ({ formula, result: number(day, id) ?? '' })
  const plain = (id: StatisticId): WorkbookCell => number(day, id)
  const overnight = (id: StatisticId, share: string): WorkbookCell =>
    overnightFollows(id)
      ? live(
          id,
          `IF(COUNT(${at('occupiedRooms')},${at('driveInRatio')},${at('captureRatio')})<3,"",${at('occupiedRooms')}*${at('driveInRatio')}*${share})`,
        )
      : plain(id)
  const both = `SUM(${at('valetOvernight')},${at('selfOvernight')})`

  const cells = Object.fromEntries(STATISTICS_LINES.map(({ id }) => [id, plain(id)])) as Record<
    StatisticId,
    WorkbookCell
  >
  // A day on which the site is not in operation is computed from nothing.
  if (day.origins.externalRevenue === 'closed') return cells
  if (roomsFollow)
    cells.occupiedRooms = live(
      'occupiedRooms',
      `IF(OR(${at('occupancy')}="",${PLACE.available}=0),"",${at('occupancy')}*${PLACE.available})`,
    )
  else
    cells.occupancy = live(
      'occupancy',
      `IF(${at('occupiedRooms')}="","",IF(${PLACE.available}=0,0,${at('occupiedRooms')}/${PLACE.available}))`,
    )
  cells.valetOvernight = overnight('valetOvernight', at('captureRatio'))
  cells.selfOvernight = overnight('selfOvernight', `MAX(0,1-${at('captureRatio')})`)
  if (!isGiven('driveInRatio')) {
    cells.driveInRatio = live(
      'driveInRatio',
      `IF(OR(COUNT(${at('valetOvernight')},${at('selfOvernight')})=0,${at('occupiedRooms')}=""),"",IF(${at('occupiedRooms')}=0,0,${both}/${at('occupiedRooms')}))`,
    )
  }
  if (!isGiven('captureRatio')) {
    cells.captureRatio = live(
      'captureRatio',
      `IF(${at('valetOvernight')}="","",IF(${both}=0,0,${at('valetOvernight')}/${both}))`,
    )
  }
  if (!isLoaded('externalRevenue')) {
    const counts = EARNING_COUNTS.map(at).join(',')
    const products = EARNING_COUNTS.map((id) => `N(${at(id)})*N(${COLUMN_OF[id]}$${PLACE.ratesRow})`).join('+')
    cells.externalRevenue = live('externalRevenue', `IF(COUNT(${counts})=0,"",${products})`)
  }
  return cells
}

/** The month's cells: counts and revenue add, every ratio is made anew from the sums (domain.md 2.6). */
export function totalCells(
  figures: StatisticsDay['figures'],
  row: number,
  lastDayRow: number,
): Record<StatisticId, Computed> {
  const at = (id: StatisticId): string => `${COLUMN_OF[id]}${row}`
  const span = (id: StatisticId): string => `${COLUMN_OF[id]}${PLACE.firstDay}:${COLUMN_OF[id]}${lastDayRow}`
  const live = (id: StatisticId, formula: string): Computed => ({ formula, result: number({ figures }, id) ?? '' })
  const cells = Object.fromEntries(
    STATISTICS_LINES.map(({ id }) => [id, live(id, `IF(COUNT(${span(id)})=0,"",SUM(${span(id)}))`)]),
  ) as Record<StatisticId, Computed>
  const both = `SUM(${at('valetOvernight')},${at('selfOvernight')})`
  cells.occupancy = live(
    'occupancy',
    `IF(COUNT(${span('occupiedRooms')})=0,"",IF(${PLACE.available}=0,0,${at('occupiedRooms')}/(${PLACE.available}*COUNT(${span('occupiedRooms')}))))`,
  )
  cells.driveInRatio = live(
    'driveInRatio',
    `IF(OR(COUNT(${at('valetOvernight')},${at('selfOvernight')})=0,${at('occupiedRooms')}=""),"",IF(${at('occupiedRooms')}=0,0,${both}/${at('occupiedRooms')}))`,
  )
  cells.captureRatio = live(
    'captureRatio',
    `IF(${at('valetOvernight')}="","",IF(${both}=0,0,${at('valetOvernight')}/${both}))`,
  )
  return cells
}
