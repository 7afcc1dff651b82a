import { spreadTotal } from '../../shared/calc/spread.ts'
import { fourWeekShape, weekdayShape } from '../../shared/calc/spread-shapes.ts'
import { isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { localHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import { numberOf, type Planned, planTexts, refuse, shortText } from './planned.ts'

/** What a total is shared by; the last two of days only. */
export const SHAPES = ['present', 'last-year', 'equal', 'four-weeks', 'weekday'] as const
export type Shape = (typeof SHAPES)[number]

/** `before` is the month before as a sheet of the same columns; null where it is not on this laptop. */
export type SpreadChange = { readonly total: string; readonly shape: Shape; readonly before: GridSheet | null }

/**
 * A total over the chosen cells of one line, in the proportions of a shape, exact to the last stored unit: what cells
 * that cannot be typed hold is part of it and stays (grid-and-pnl.md C4). Every share is told before it counts.
 */
export function planSpread(sheet: GridSheet, chosen: readonly Spot[], change: SpreadChange): Planned {
  const unit = unitOf(sheet, chosen)
  const isAddable = sheet.columns.every(({ addable }) => addable !== false)
  if (unit === null || unit === 'ratio' || !isAddable) return refuse(words.change.notAddable)
  const isLine = (['rowId', 'columnId'] as const).some((part) => new Set(chosen.map((spot) => spot[part])).size === 1)
  if (!isLine || chosen.length < 2) return refuse(words.change.oneLine)
  const total = numberOf(change.total)
  // A percentage is no total of counts or amounts (grid-and-pnl.md C3).
  if (total === null || change.total.trim().endsWith('%')) return refuse(words.change.noNumber)
  const scale = unit === 'count' ? 6 : 2
  const weights = weightsOf(sheet, chosen, change, scale)
  if (typeof weights === 'string') return refuse(weights)
  const parts = chosen.map((spot, i) => ({
    value: scaled(sheet.exactText(spot), scale),
    weight: Math.abs(weights[i] ?? 0),
    isLocked: sheet.obstacleOf(spot) !== null,
  }))
  const held = parts.reduce((sum, { value, isLocked }) => sum + (isLocked ? (value ?? 0) : 0), 0)
  // A cell takes two decimals, whatever it stores: shares of more would not come to the total.
  const least = 10 ** (scale - 2)
  const rest = Math.round(((scaled(total.toFixed(), scale) ?? 0) - held) / least) * least
  const spread = spreadTotal(held + rest, parts, unit === 'count' && rest % 10 ** scale === 0 ? 10 ** scale : least)
  if (!spread.ok) return refuse(words.change.refused[spread.reason])
  const texts = chosen.flatMap((spot, i) => {
    const share = spread.shares[i]
    return share == null ? [] : [{ spot, text: new Decimal(share).div(10 ** scale).toFixed() }]
  })
  const textOf = new Map(texts.map(({ spot, text }) => [spot, text]))
  const planned = planTexts(sheet, [...textOf.keys()], (spot) => sheet.read(spot, textOf.get(spot) ?? ''))
  if (!planned.ok) return planned
  const told = texts.map(({ spot, text }) => ({
    place: sheet.nameOf(spot),
    before: localHere(shortText(sheet.exactText(spot))),
    after: localHere(text),
  }))
  return { ...planned, told }
}

/** The unit of the chosen columns where they have one and the same. */
function unitOf(sheet: GridSheet, chosen: readonly Spot[]) {
  const ids = new Set(chosen.map(({ columnId }) => columnId))
  const units = new Set(sheet.columns.filter(({ id }) => ids.has(id)).map(({ unit }) => unit))
  const [unit] = units
  return units.size === 1 ? (unit ?? null) : null
}

/** How heavy each chosen cell is in a shape, or why the shape is not known here. */
function weightsOf(
  sheet: GridSheet,
  chosen: readonly Spot[],
  { shape, before }: SpreadChange,
  scale: number,
): readonly (number | null)[] | string {
  const { columnId = '' } = chosen[0] ?? {}
  const lastYear = (spot: Spot) => scaled(sheet.reference?.('last-year', spot) ?? '', scale)
  if (shape === 'present') return chosen.map((spot) => scaled(sheet.exactText(spot), scale))
  if (shape === 'equal') return chosen.map(() => 1)
  const days = chosen.map(({ rowId }) => rowId)
  if (shape !== 'last-year' && !days.every(isDay)) return words.change.daysOnly
  if (shape === 'four-weeks' && before === null) return words.change.noWeeksBefore
  const known = sheet.rows.map(({ id }) => id).filter(isDay)
  const weights = {
    'last-year': () => chosen.map(lastYear),
    weekday: () => weekdayShape(days, known, (rowId) => lastYear({ rowId, columnId })),
    'four-weeks': () => fourWeekShape(days, (rowId) => scaled(held(sheet, before, { rowId, columnId }), scale)),
  }[shape]()
  if (weights.every((weight) => (weight ?? 0) === 0))
    return shape === 'four-weeks' ? words.change.noWeeksBefore : words.grid.noReference['last-year']
  return weights
}

/** What a day of this month or of the one before holds. */
const held = (sheet: GridSheet, before: GridSheet | null, spot: Spot): string =>
  sheet.rows.some(({ id }) => id === spot.rowId) ? sheet.exactText(spot) : (before?.exactText(spot) ?? '')

/** A plain number as a stored integer; null for none. */
const scaled = (text: string, scale: number): number | null =>
  text === ''
    ? null
    : new Decimal(text)
        .times(10 ** scale)
        .toDecimalPlaces(0)
        .toNumber()
