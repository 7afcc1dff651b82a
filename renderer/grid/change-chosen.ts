import { spreadTotal } from '../../shared/calc/spread.ts'
import { addDays, isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { localHere, plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import type { GridSheet, Reading, Spot, Write } from './grid-sheet.ts'
import { readTypedIn } from './typed-text.ts'

/** What a total is shared by. */
export const SHAPES = ['present', 'last-year', 'equal'] as const
export type Shape = (typeof SHAPES)[number]

/** A change of the chosen cells. Amounts are as a person types them. */
export type Change =
  | { readonly kind: 'percent' | 'amount'; readonly by: string }
  | { readonly kind: 'spread'; readonly total: string; readonly shape: Shape }

/** What a change would do, before it is done: every text with its cell, or why nothing can be. */
export type Planned =
  | { readonly ok: false; readonly reason: string }
  | { readonly ok: true; readonly writes: readonly Write[]; readonly cells: number }

const refuse = (reason: string): Planned => ({ ok: false, reason })

/** Plans a change of the chosen cells: scaled, raised by an amount, or a total spread over them (grid-and-pnl.md C4). */
export function planChange(sheet: GridSheet, chosen: readonly Spot[], change: Change): Planned {
  if (change.kind === 'spread') return planSpread(sheet, chosen, change)
  const by = numberOf(change.by)
  if (by === null) return refuse(words.change.noNumber)
  const text =
    change.kind === 'percent'
      ? `*${localHere(by.div(100).plus(1).toFixed())}`
      : `${by.isNegative() ? '-' : '+'}=${localHere(by.abs().toFixed())}`
  if (text.startsWith('*-')) return refuse(words.change.belowNothing)
  const open = chosen.filter((spot) => sheet.obstacleOf(spot) === null && sheet.exactText(spot) !== '')
  return planTexts(sheet, open, (spot) => readTypedIn(sheet, spot, text))
}

/** Each chosen day takes the number of the same weekday in the week before the first of them (grid-and-pnl.md C3). */
export function planRepeat(sheet: GridSheet, chosen: readonly Spot[]): Planned {
  const days = chosen.filter(({ rowId }) => isDay(rowId))
  const first = days.reduce((least, { rowId }) => (rowId < least ? rowId : least), '9999-12-31')
  const sourceOf = (rowId: string): string => {
    let day = addDays(rowId, -7)
    while (day >= first) day = addDays(day, -7)
    return day
  }
  const known = new Set(sheet.rows.map(({ id }) => id))
  const open = days.filter((spot) => sheet.obstacleOf(spot) === null)
  if (open.length === 0) return refuse(words.grid.nothingHere)
  const taken = open.filter(({ rowId }) => known.has(sourceOf(rowId)))
  if (taken.length === 0) return refuse(words.change.noWeekBefore)
  return planTexts(sheet, taken, (spot) => sheet.read(spot, sheet.exactText({ ...spot, rowId: sourceOf(spot.rowId) })))
}

function planSpread(sheet: GridSheet, chosen: readonly Spot[], change: Extract<Change, { kind: 'spread' }>): Planned {
  const units = new Set(
    sheet.columns.filter(({ id }) => chosen.some(({ columnId }) => columnId === id)).map(({ unit }) => unit),
  )
  const [unit] = [...units]
  const isLine =
    new Set(chosen.map(({ rowId }) => rowId)).size === 1 || new Set(chosen.map(({ columnId }) => columnId)).size === 1
  const isAddable = sheet.columns.every(({ addable }) => addable !== false)
  if (units.size !== 1 || unit === undefined || unit === 'ratio' || !isAddable) return refuse(words.change.notAddable)
  if (!isLine || chosen.length < 2) return refuse(words.change.oneLine)
  const total = numberOf(change.total)
  if (total === null) return refuse(words.change.noNumber)
  const scale = unit === 'count' ? 6 : 2
  const scaled = (text: string | null): number | null => {
    const number = text === null || text === '' ? null : new Decimal(text)
    return number === null
      ? null
      : number
          .times(10 ** scale)
          .toDecimalPlaces(0)
          .toNumber()
  }
  const parts = chosen.map((spot) => {
    const value = scaled(sheet.exactText(spot))
    const lastYear = change.shape === 'last-year' ? scaled(sheet.reference?.('last-year', spot) ?? null) : null
    const weight = { present: value ?? 0, 'last-year': lastYear ?? 0, equal: 1 }[change.shape]
    return { value, weight: Math.abs(weight), isLocked: sheet.obstacleOf(spot) !== null }
  })
  if (change.shape === 'last-year' && parts.every(({ weight }) => weight === 0))
    return refuse(words.grid.noReference['last-year'])
  const spread = spreadTotal(
    total
      .times(10 ** scale)
      .toDecimalPlaces(0)
      .toNumber(),
    parts,
    unit === 'count' ? 10 ** scale : 1,
  )
  if (!spread.ok) return refuse(words.change.refused[spread.reason])
  const textOf = new Map(
    chosen.flatMap((spot, i) => {
      const share = spread.shares[i]
      return share == null ? [] : [[spot, new Decimal(share).div(10 ** scale).toFixed()] as const]
    }),
  )
  return planTexts(sheet, [...textOf.keys()], (spot) => sheet.read(spot, textOf.get(spot) ?? ''))
}

/** All of the texts, or the first reason why one cannot be taken. */
function planTexts(sheet: GridSheet, spots: readonly Spot[], read: (spot: Spot) => Reading): Planned {
  if (spots.length === 0) return refuse(words.grid.nothingHere)
  const readings = spots.map((spot) => ({ spot, reading: read(spot) }))
  const bad = readings.find(({ reading }) => !reading.ok)
  if (bad?.reading.ok === false) return refuse(words.change.at(sheet.nameOf(bad.spot), bad.reading.reason))
  const writes = readings.flatMap(({ reading }) => (reading.ok ? reading.writes : []))
  return { ok: true, writes, cells: spots.length }
}

/** A number as it is typed into a field of a dialog; null where it is none. */
function numberOf(raw: string): Decimal | null {
  const plain = plainHere(raw)
  if (!plain.ok) return null
  const text = plain.text.trim().replace(/^\$/, '').replace(/%$/, '').replaceAll('\u2212', '-')
  return /^[-+]?(\d+\.?\d*|\.\d+|[1-9]\d{0,2}(,\d{3})+(\.\d*)?)$/.test(text)
    ? new Decimal(text.replaceAll(',', '').replace(/^\+/, ''))
    : null
}
