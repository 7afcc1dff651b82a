import type { Month } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { columnName, type Format, type Formula, type PlanCell, type PlanRow, type SheetPlan } from './sheet-plan.ts'
import { monthTitle, phaseTitle, STAMP_ROWS, stampRows, type Stamps } from './stamps.ts'

/** Columns in front of the months: site, name, group, line. */
export const LEAD = 4
/** The first row of figures on a sheet of a year, counted from 1. */
export const FIRST_ROW = STAMP_ROWS + 3

/** The column of a month by its index: E is January. */
export const monthColumn = (index: number): string => columnName(LEAD + index)
export const TOTAL_COLUMN = columnName(LEAD + 12)
/** A row's months, `E8:P8`; with dollars for a name or a formula that is copied. */
export const monthSpan = (row: number, first = 0, last = 11): string =>
  `${monthColumn(first)}${row}:${monthColumn(last)}${row}`

/** A figure as the file keeps it: exact to what a double holds; no answer is an empty cell, never 0. */
export const plain = (figure: Decimal | null): number | null => figure?.toNumber() ?? null
/** A formula and what the engine says it comes to. */
export const live = (formula: string, result: Decimal | null): Formula => ({
  formula,
  result: result?.toNumber() ?? '',
})
/** The sum of some cells; no answer where none of them has one. */
export const sumFormula = (span: string): string => `IF(COUNT(${span})=0,"",SUM(${span}))`

/** A sheet of lines by month, of one site or of many. */
export type YearSheet = {
  readonly name: string
  readonly stamps: Stamps
  readonly months: readonly Month[]
  readonly rows: readonly PlanRow[]
  readonly format: Format
  readonly group: string
  /** Titles behind the months. */
  readonly after: readonly { readonly title: string; readonly format: Format; readonly width?: number }[]
  readonly names?: SheetPlan['names']
  readonly notes?: SheetPlan['notes']
}

export function yearPlan(sheet: YearSheet): SheetPlan {
  const { name, stamps, months, rows, format, group, after } = sheet
  const head = STAMP_ROWS + 1
  return {
    name,
    rows: [
      ...stampRows(name, stamps),
      {
        kind: 'group',
        cells: [null, null, null, null, ...months.map((at) => phaseTitle(at, stamps.today)), ...after.map(() => null)],
      },
      {
        kind: 'head',
        cells: ['Site', 'Name', group, 'Line', ...months.map(monthTitle), ...after.map(({ title }) => title)],
      },
      ...rows,
    ],
    columns: [
      { width: 9 },
      { width: 24 },
      { width: 22 },
      { width: 32 },
      ...months.map(() => ({ width: 13, format })),
      ...after.map(({ width = 14, format: own }) => ({ width, format: own })),
    ],
    frozen: { rows: head + 1, columns: LEAD },
    heading: { first: head, last: head + 1 },
    names: sheet.names ?? [],
    notes: sheet.notes ?? new Map(),
    filter: true,
  }
}

/** Twelve cells and the total of a line that adds up. */
export const addingCells = (row: number, figures: readonly (Decimal | null)[], total: Decimal | null): PlanCell[] => [
  ...figures.map(plain),
  live(sumFormula(monthSpan(row)), total),
]
