import { addDays, isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { operatedText } from '../../shared/entry/operated-text.ts'
import { localHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import { numberOf, type Planned, planTexts, refuse, shortText, type Told } from './planned.ts'
import { planSpread, type SpreadChange } from './spread-chosen.ts'
import { readTypedIn } from './typed-text.ts'

/** A change of the chosen cells. Amounts are as a person types them. */
export type Change =
  { readonly kind: 'percent' | 'amount'; readonly by: string } | ({ readonly kind: 'spread' } & SpreadChange)

/** Plans a change of the chosen cells: scaled, raised by an amount, or a total spread over them (grid-and-pnl.md C4). */
export function planChange(sheet: GridSheet, chosen: readonly Spot[], change: Change): Planned {
  if (change.kind === 'spread') return planSpread(sheet, chosen, change)
  const by = numberOf(change.by)
  if (by === null) return refuse(words.change.noNumber)
  const [operator, number] =
    change.kind === 'percent'
      ? ['*', by.div(100).plus(1).toFixed()]
      : [by.isNegative() ? '-=' : '+=', by.abs().toFixed()]
  if (number.startsWith('-')) return refuse(words.change.belowNothing)
  const open = chosen.filter((spot) => sheet.obstacleOf(spot) === null && sheet.exactText(spot) !== '')
  const planned = planTexts(sheet, open, (spot) => readTypedIn(sheet, spot, `${operator}${localHere(number)}`))
  if (!planned.ok || open.length > MOST_TOLD) return planned
  return { ...planned, told: open.map((spot) => toldOf(sheet, spot, `${operator}${number}`)) }
}

/** A longer list is not read cell by cell. */
const MOST_TOLD = 200

/** What a change makes of a cell, as precise as the cell keeps it. */
function toldOf(sheet: GridSheet, spot: Spot, text: string): Told {
  const before = sheet.exactText(spot)
  const operated = operatedText(text, before)
  const unit = sheet.columns.find(({ id }) => id === spot.columnId)?.unit
  const after = operated?.ok === true ? operated.text : before
  const [digits, percent] = [after.replace(/%$/, ''), after.endsWith('%') ? '%' : '']
  const kept = new Decimal(digits).toDecimalPlaces(unit === 'money' || unit === 'hours' ? 2 : 4).toFixed()
  return { place: sheet.nameOf(spot), before: localHere(shortText(before)), after: localHere(`${kept}${percent}`) }
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
