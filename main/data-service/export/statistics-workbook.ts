import type ExcelJS from 'exceljs'
import { EARNING_COUNTS, type StatisticId } from '../../../shared/calc/day-figures.ts'
import { statisticsMonth, type StatisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import type { StatisticsSheet } from '../../../shared/contract/sheet.ts'
import { must } from '../../../shared/core/bug.ts'
import { weekdayOf } from '../../../shared/core/calendar.ts'
import type { z } from 'zod'
import { COLUMN_OF, type Computed, dayCells, PLACE, totalCells, type WorkbookCell } from './statistics-cells.ts'
import { writeWhole } from './write-file.ts'

type Sheet = z.infer<typeof StatisticsSheet>

const FONT = 'Calibri'
const KIND_WORDS = { actual: 'Actual', forecast: 'Forecast', budget: 'Budget' } as const
const FILLS = { group: 'FFE8ECF1', head: 'FFF3F5F8', total: 'FFE8ECF1', weekend: 'FFF7F7F2' } as const

const FORMATS: Readonly<Record<StatisticId, string>> = Object.fromEntries(
  STATISTICS_LINES.map(({ id, unit }) => [id, unit === 'ratio' ? '0.00%' : unit === 'money' ? '#,##0.00' : '#,##0.##']),
) as Record<StatisticId, string>

export type Exported = { readonly file: string; readonly rows: number }

/**
 * Writes a month of Statistics to an .xlsx: the value that counts of every day, with live formulas for everything
 * that follows from another cell and their results, so that it reads right without recalculating and recalculates
 * to the same. Text is always text, never a formula (security.md 32). Throws FILE_NOT_WRITABLE or DISK_FULL, and
 * then the file that was there before is untouched.
 */
export async function writeStatisticsWorkbook(
  sheet: Sheet,
  file: string,
  nowMs: number,
  timeZone: string,
): Promise<Exported> {
  const { default: Excel } = await import('exceljs') // large, and only needed here: the service starts without it
  const month = statisticsMonth({ ...sheet, totalRooms: sheet.site.totalRooms })
  const workbook = new Excel.Workbook()
  workbook.creator = 'Frontline'
  workbook.created = new Date(nowMs)
  workbook.calcProperties.fullCalcOnLoad = true
  const page = workbook.addWorksheet('Statistics', {
    views: [{ state: 'frozen', xSplit: 2, ySplit: PLACE.firstDay - 1, topLeftCell: `C${PLACE.firstDay}` }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '7:8' },
  })
  titleBlock(page, sheet, month, new Date(nowMs), timeZone)
  headers(page)
  days(page, sheet, month)
  totalRow(page, month)
  page.columns.forEach((column, i) => (column.width = i === 0 ? 14 : i === 1 ? 12 : 11))
  await writeWhole(file, new Uint8Array(await workbook.xlsx.writeBuffer()))
  return { file, rows: month.days.length }
}

function put(
  page: ExcelJS.Worksheet,
  address: string,
  value: ExcelJS.CellValue,
  style: Partial<ExcelJS.Style> = {},
): void {
  const cell = page.getCell(address)
  cell.value = value
  cell.style = { ...style, font: { name: FONT, size: 11, ...style.font } }
}

const BOLD: Partial<ExcelJS.Style> = { font: { bold: true } }
const filled = (argb: string): Partial<ExcelJS.Style> => ({
  ...BOLD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb } },
})

function titleBlock(
  page: ExcelJS.Worksheet,
  { site, month, today }: Sheet,
  { rates }: StatisticsMonth,
  now: Date,
  timeZone: string,
): void {
  const monthName = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const exported = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(now)
  put(page, 'A1', `Statistics, ${monthName}`, { font: { bold: true, size: 14 } })
  const facts: readonly (readonly [label: string, value: string | number])[] = [
    ['Site', `${site.siteId} ${site.name}`],
    ['Exported', `${exported} (${timeZone})`],
    ['Today', today],
    ['Rooms available', site.totalRooms],
  ]
  facts.forEach(([label, value], i) => {
    put(page, `A${i + 2}`, label, BOLD)
    put(page, `C${i + 2}`, value, { numFmt: '#,##0', alignment: { horizontal: 'left' } })
  })
  put(page, `A${PLACE.ratesRow}`, 'Rate, $ per vehicle', BOLD)
  for (const id of EARNING_COUNTS) {
    const rate = rates[id]
    put(page, `${COLUMN_OF[id]}${PLACE.ratesRow}`, rate === null ? null : rate / 100, { numFmt: '#,##0.00' })
  }
}

function headers(page: ExcelJS.Worksheet): void {
  const [groupRow, headRow] = [PLACE.firstDay - 2, PLACE.firstDay - 1]
  put(page, `A${headRow}`, 'Day', filled(FILLS.head))
  put(page, `B${headRow}`, 'Figures', filled(FILLS.head))
  for (const address of [`A${groupRow}`, `B${groupRow}`]) put(page, address, null, filled(FILLS.group))
  for (const group of new Set(STATISTICS_LINES.map((line) => line.group))) {
    const lines = STATISTICS_LINES.filter((line) => line.group === group)
    const [first, last] = [must(lines[0], 'a group has lines'), must(lines.at(-1), 'a group has lines')]
    for (const { id } of lines) put(page, `${COLUMN_OF[id]}${groupRow}`, null, filled(FILLS.group))
    put(page, `${COLUMN_OF[first.id]}${groupRow}`, group, {
      ...filled(FILLS.group),
      alignment: { horizontal: 'center' },
    })
    if (first !== last) page.mergeCells(`${COLUMN_OF[first.id]}${groupRow}:${COLUMN_OF[last.id]}${groupRow}`)
  }
  for (const { id, shortLabel } of STATISTICS_LINES) {
    put(page, `${COLUMN_OF[id]}${headRow}`, shortLabel, {
      ...filled(FILLS.head),
      alignment: { horizontal: 'right', wrapText: true },
    })
  }
}

function days(page: ExcelJS.Worksheet, sheet: Sheet, month: StatisticsMonth): void {
  month.days.forEach((day, i) => {
    const row = PLACE.firstDay + i
    const shade = weekdayOf(day.day) === 5 || weekdayOf(day.day) === 6 ? { ...filled(FILLS.weekend), font: {} } : {}
    put(page, `A${row}`, new Date(`${day.day}T00:00:00Z`), {
      ...shade,
      numFmt: 'ddd d mmm yyyy',
      alignment: { horizontal: 'left' },
    })
    put(page, `B${row}`, KIND_WORDS[day.kind], shade)
    const actual = Object.fromEntries(Object.entries(sheet.actual).map(([id, values]) => [id, values[i] ?? null]))
    putCells(page, row, dayCells(day, row, actual), shade)
  })
}

function totalRow(page: ExcelJS.Worksheet, month: StatisticsMonth): void {
  const row = PLACE.firstDay + month.days.length
  put(page, `A${row}`, 'Month', filled(FILLS.total))
  put(page, `B${row}`, null, filled(FILLS.total))
  putCells(page, row, totalCells(month.total, row, row - 1), filled(FILLS.total))
}

function putCells(
  page: ExcelJS.Worksheet,
  row: number,
  cells: Readonly<Record<StatisticId, WorkbookCell | Computed>>,
  style: Partial<ExcelJS.Style>,
): void {
  for (const { id } of STATISTICS_LINES) {
    const cell = cells[id]
    const value: ExcelJS.CellValue =
      cell === null || typeof cell === 'number' ? cell : { formula: cell.formula, result: cell.result }
    put(page, `${COLUMN_OF[id]}${row}`, value, { ...style, numFmt: FORMATS[id] })
  }
}
