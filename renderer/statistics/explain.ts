import { EARNING_COUNTS } from '../../shared/calc/day-figures.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { formatExact } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { DayCell } from './gestures.ts'
import { lineOf, type SheetModel } from './sheet-model.ts'

const RATIO = { unit: 'ratio', scale: 4 } as const
const COUNT = { unit: 'count', scale: 2 } as const
const MONEY = { unit: 'money', scale: 2 } as const

/** How a number that nobody typed came about, one step a line, with the numbers of that day (domain.md 2.3, 2.4). */
export function explain(model: SheetModel, { lineId, dayIndex }: DayCell): string[] {
  const day = model.month.days[dayIndex]
  const line: LineDefinition | undefined = lineOf(lineId)
  if (day === undefined || line === undefined) return []
  const { figures, origins } = day
  const rooms = model.sheet.site.totalRooms
  const show = (value: Decimal | null, kind: Pick<LineDefinition, 'unit' | 'scale'>) => formatExact(value, kind)
  switch (lineId) {
    case 'occupancy':
      if (origins.occupancy === 'forecast' || rooms === 0 || figures.occupancy === null) return []
      return [
        words.explain.occupancyOf(show(figures.occupiedRooms, COUNT), String(rooms), show(figures.occupancy, RATIO)),
      ]
    case 'occupiedRooms':
      if (origins.occupiedRooms !== 'derived' || figures.occupiedRooms === null) break
      return [words.explain.roomsOf(show(figures.occupancy, RATIO), String(rooms), show(figures.occupiedRooms, COUNT))]
    case 'valetOvernight':
    case 'selfOvernight': {
      if (origins[lineId] !== 'derived' || figures[lineId] === null) break
      const capture = show(figures.captureRatio, RATIO)
      return [
        words.explain.overnight(
          show(figures.occupiedRooms, COUNT),
          show(figures.driveInRatio, RATIO),
          lineId === 'valetOvernight' ? words.explain.capture(capture) : words.explain.notCaptured(capture),
          show(figures[lineId], COUNT),
        ),
      ]
    }
    case 'externalRevenue':
      if (day.kind === 'actual') return [words.explain.loaded]
      return EARNING_COUNTS.flatMap((id) => {
        const vehicles = figures[id]
        const stored = model.month.rates[id]
        if (vehicles === null || stored === null) return []
        const rate = fromScaled(stored, 2)
        return [
          words.explain.vehicles(
            lineOf(id)?.label ?? id,
            show(vehicles, COUNT),
            show(rate, MONEY),
            show(vehicles.times(rate), MONEY),
          ),
        ]
      })
    default:
  }
  const isSpread = (origins as Readonly<Record<string, string>>)[lineId] === 'budget' && line.unit === 'count'
  return isSpread ? [words.explain.fromBudgetCount] : []
}
