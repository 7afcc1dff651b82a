import type { Part } from '../../../shared/calc/explained.ts'
import type { PlCell } from '../../../shared/calc/profit-and-loss/cell.ts'
import type { DrillCell, DrillKey, DrillLine, PlDrill } from '../../../shared/contract/pl-drill.ts'
import { type Day, monthOf, yearOf } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { sourcedCell } from '../db/cells.ts'
import { newestOf } from '../db/operations.ts'
import type { Database } from '../db/store.ts'
import {
  amountOf,
  daysOfRow,
  followed,
  isSetByHand,
  type Line,
  linesOfPart,
  monthLines,
  type Sheet,
  type Wanted,
} from './drill-lines.ts'
import { computedYear } from './site-year.ts'

/** Reads a stored cell with where it came from; null where it holds nothing. */
export type CellReader = (wanted: Wanted) => DrillCell | null

/** One step down inside the P&L, from what is on this laptop (domain.md 9.5, grid-and-pnl.md D5). */
export function readDrill(db: Database, key: DrillKey, today: Day, myName: string): PlDrill {
  const { sheet } = computedYear(db, key, today)
  return drill(sheet, key, (wanted) => storedWithOrigin(db, key.siteId, wanted, myName))
}

/** The step itself, of a computed year; a year that could not be computed has nowhere to go. */
export function drill(sheet: Sheet | null, { code, month, year, day, line }: DrillKey, read: CellReader): PlDrill {
  if (yearOf(month) !== year || (day !== null && monthOf(day) !== month)) {
    const message = `${day ?? month} does not lie in ${day === null ? year : month}.`
    throw new AppError('INVALID_PERIOD', message, [
      { code: 'INVALID_PERIOD', field: 'day', message, providedValue: day ?? month, expectedFormat: '2026-04-16' },
    ])
  }
  if (sheet === null) return { total: null, days: [], lines: [], rest: null, follows: [] }
  const place = sheet.input.months.indexOf(month)
  const at = { sheet, month, place }
  const cell = sheet.values.get(code)?.[place] as PlCell | undefined
  const whole = partOf(cell, line)
  // A month that is its budget, or set by hand, does not come from its days.
  const hasDays = cell !== undefined && cell.kind !== 'budget' && cell.kind !== 'empty' && !isSetByHand(cell)
  const days = hasDays ? daysOfRow(at, code) : []
  const isByDay = days.some(({ lines }) => amountOf(lines) !== null)
  if (day !== null) {
    const lines = linesOfPart(days.find((one) => one.day === day)?.lines ?? [], line)
    const total = amountOf(lines)
    return {
      total: exact(total),
      days: [],
      lines: lines.filter(isAny).map((one) => told(one, read)),
      rest: null,
      follows: [],
    }
  }
  if (isByDay) {
    const list = days.map((one) => ({ ...one, amount: amountOf(linesOfPart(one.lines, line)) }))
    return {
      total: exact(whole),
      days: list.map((one) => ({ day: one.day, kind: one.kind, amount: exact(one.amount) })),
      lines: [],
      rest: exact(
        left(
          whole,
          list.map(({ amount }) => amount),
        ),
      ),
      follows: [],
    }
  }
  const lines = linesOfPart(monthLines(at, code), line)
    .map((one) => told(one, read))
    .filter(({ amount, cells }) => amount !== null || cells.length > 0)
  return { total: exact(whole), days: [], lines, rest: null, follows: followed(at, code) }
}

/** The month's amount, or that of one part of it. */
function partOf(cell: PlCell | undefined, line: string | null): Decimal | null {
  if (cell === undefined) return null
  if (line === null) return cell.amounts.trend
  return cell.explained.parts.find(({ id }: Part) => id === line)?.value ?? null
}

function left(whole: Decimal | null, amounts: readonly (Decimal | null)[]): Decimal | null {
  if (whole === null) return null
  const rest = amounts.reduce<Decimal>((all, amount) => (amount === null ? all : all.minus(amount)), whole)
  return rest.isZero() ? null : rest
}

/** Lines on which nothing stands are not shown, but a typed 0 is. */
const isAny = ({ quantity, amount, way }: Line): boolean =>
  way === 'typed' || (quantity !== null && !quantity.isZero()) || (amount !== null && !amount.isZero())

const exact = (value: Decimal | null): string | null => (value === null ? null : value.toFixed())

function told({ quantity, rate, amount, wanted, ...line }: Line, read: CellReader): DrillLine {
  const found = wanted.map(read).filter((cell) => cell !== null)
  // Of a forecast and a budget in the same place only the first counts.
  const cells = found.filter((one, i) => found.findIndex((other) => placeOf(other) === placeOf(one)) === i)
  return { ...line, quantity: exact(quantity), rate: exact(rate), amount: exact(amount), cells }
}

const placeOf = ({ lineId, period }: DrillCell): string => `${period}|${lineId}`

/** A stored cell with who brought it: what was typed here and not sent lies over the server's. */
function storedWithOrigin(db: Database, siteId: string, wanted: Wanted, myName: string): DrillCell | null {
  const place = { siteId, lineId: wanted.lineId, period: wanted.period }
  const stored = sourcedCell(db, { ...place, scenario: wanted.scenario })
  if (stored === null || stored.value === null) return null
  const { value, isDraft, by, at, opId } = stored
  if (isDraft) {
    const op = newestOf(db, place)
    return {
      ...wanted,
      value,
      origin: { kind: 'typed', by: myName, at: op?.editedAt ?? null, source: op?.source ?? null, isWaiting: true },
    }
  }
  return {
    ...wanted,
    value,
    origin: { kind: opId === null ? 'loaded' : 'typed', by, at, source: null, isWaiting: false },
  }
}
