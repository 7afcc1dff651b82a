import { sumOf } from '../../shared/calc/day-figures.ts'
import { variance } from '../../shared/calc/variance.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { GridSheet, Spot } from '../grid/grid-sheet.ts'
import { type SumFacts, sumFacts } from '../grid/sum-facts.ts'
import { formatExact, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { besideFigure } from './beside-figure.ts'
import { isStatistic, lineOf, obstacleOf, type SheetModel } from './sheet-model.ts'
import { type StatisticsRows, weekRowId } from './statistics-rows.ts'

/** Some days of a month. */
type Span = { readonly model: SheetModel; readonly first: number; readonly count: number }
type Drawn = StatisticsRows | { readonly models: readonly SheetModel[] }

/** What a week, a month or a year of Statistics tells of itself; null where the spot is no such sum. */
export function statisticsSum(sheet: GridSheet, spot: Spot, mode: Preferences['inputMode']): SumFacts | null {
  const line = lineOf(spot.columnId)
  if (line === undefined || !isStatistics(sheet)) return null
  const facts = sumFacts(sheet, spot)
  const spans = spansOf(sheet.drawn, spot.rowId)
  const days = spans.flatMap(({ model, first, count }) => model.month.days.slice(first, first + count))
  if (facts === null || !isStatistic(line.id) || days.length === 0) return null
  const { id } = line
  const kinds: Record<string, number> = {}
  for (const { origins } of days) kinds[origins[id]] = (kinds[origins[id]] ?? 0) + 1
  const actual = days.filter(({ kind }) => kind === 'actual')
  const posted = line.unit === 'ratio' ? null : sumOf(actual.map(({ figures }) => figures[id]))
  const open = openDays(spans, id, mode)
  const { obstacleOf: why } = sheet
  const typed = line.unit === 'ratio' ? words.sum.onEach : words.sum.spreads(open)
  return {
    ...facts,
    made: line.unit === 'ratio' ? words.sum.ratio(days.length, kinds) : words.sum.adds(days.length, kinds),
    references: [
      ...facts.references.filter(({ name }) => name !== words.sum.references.actual),
      ...againstBudget(spans, line),
      ...(posted === null ? [] : [{ name: words.sum.actualOf(actual.length), value: formatExact(posted, line) }]),
    ],
    entry: why(spot) === null ? typed : facts.entry,
    steps: stepsOf(spans, line),
  }
}

/** The grid of a page that was left may still be the open one. */
function isStatistics(sheet: GridSheet): sheet is GridSheet & { readonly drawn: Drawn } {
  const drawn = 'drawn' in sheet ? sheet.drawn : null
  return typeof drawn === 'object' && drawn !== null && 'mode' in drawn
}

function spansOf(drawn: Drawn, rowId: string): readonly Span[] {
  const whole = (model: SheetModel): Span => ({ model, first: 0, count: model.month.days.length })
  if ('models' in drawn) {
    return drawn.models.filter(({ sheet }) => rowId === 'total' || sheet.month === rowId).map(whole)
  }
  const { model, total } = drawn
  if (rowId === total.id) return [whole(model)]
  const week = model.weeks.find(({ days }) => weekRowId(days) === rowId)
  return week ? [{ model, first: week.first, count: week.days.length }] : []
}

const openDays = (spans: readonly Span[], lineId: string, mode: Preferences['inputMode']): number =>
  spans.reduce((open, { model, first, count }) => {
    const indexes = Array.from({ length: count }, (_, i) => first + i)
    return open + indexes.filter((i) => obstacleOf(model, lineId, i, mode) === null).length
  }, 0)

/** How far a sum is from the budget of all its days; a percentage is not told in percent of another. */
function againstBudget(spans: readonly Span[], line: LineDefinition): SumFacts['references'] {
  if (line.unit === 'ratio' || !isStatistic(line.id)) return []
  const { id } = line
  const value = sumOf(
    spans.flatMap(({ model, first, count }) =>
      model.month.days.slice(first, first + count).map(({ figures }) => figures[id]),
    ),
  )
  const budget = sumOf(spans.map(({ model, first, count }) => besideFigure(model, 'budget', id, { first, count })))
  const percent = variance(value, budget, line.polarity)?.percent
  return percent ? [{ name: words.inspector.versusBudget, value: formatSignedPercent(percent) }] : []
}

/** A ratio of several days is one of their sums (domain.md 2.6): with which, step by step. */
function stepsOf(spans: readonly Span[], line: LineDefinition): string[] {
  const days = spans.flatMap(({ model, first, count }) => model.month.days.slice(first, first + count))
  const sum = (id: 'occupiedRooms' | 'valetOvernight' | 'selfOvernight') =>
    sumOf(days.map(({ figures }) => figures[id]))
  const [rooms, valet, self] = [sum('occupiedRooms'), sum('valetOvernight'), sum('selfOvernight')]
  const overnight = sumOf([valet, self])
  const count = (value: Decimal | null) => formatExact(value, { unit: 'count' })
  const share = (part: Decimal | null, whole: Decimal | null) =>
    part === null || whole === null || whole.isZero() ? null : formatExact(part.div(whole), { unit: 'ratio' })
  if (line.id === 'occupancy') {
    const known = days.filter(({ figures }) => figures.occupiedRooms !== null).length
    const available = new Decimal((spans[0]?.model.sheet.site.totalRooms ?? 0) * known)
    const answer = share(rooms, available)
    return answer === null ? [] : [words.sum.occupancyOf(count(rooms), count(available), answer)]
  }
  const [part, whole, of] =
    line.id === 'driveInRatio'
      ? ([overnight, rooms, words.sum.driveIn] as const)
      : ([valet, overnight, words.sum.capture] as const)
  const answer = line.unit === 'ratio' ? share(part, whole) : null
  return answer === null ? [] : [of(count(part), count(whole), answer)]
}
