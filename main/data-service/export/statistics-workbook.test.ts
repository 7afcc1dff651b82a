import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSite } from '../../../tests/support/far-end.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { statisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { type StatisticId, STATISTIC_IDS } from '../../../shared/calc/day-figures.ts'
import type { Output } from '../../../shared/contract/ipc.ts'
import { daysOf } from '../../../shared/core/calendar.ts'
import { COLUMN_OF, PLACE } from './statistics-cells.ts'
import { writeStatisticsWorkbook } from './statistics-workbook.ts'

type Sheet = Output<'sheet.read'>
const NOW = Date.UTC(2026, 3, 10, 14, 5)
const ZONE = 'America/Chicago'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const days = daysOf('2026-04')
const list = (of: (i: number) => number | null) => days.map((_, i) => of(i))

/** April: actual to the 9th, then every way a day can be typed, then budget. */
const aSheet = (changes: Partial<Sheet> = {}): Sheet => ({
  site: aSite(),
  month: '2026-04',
  today: '2026-04-10',
  loaded: true,
  editable: true,
  actual: {
    occupiedRooms: list((i) => (i < 9 ? (251 + i) * 1_000_000 : null)),
    valetDaily: list((i) => (i < 9 ? (41 + i) * 1_000_000 : null)),
    valetOvernight: list((i) => (i < 9 ? (63 + i) * 1_000_000 : null)),
    selfOvernight: list((i) => (i < 9 ? (22 + i) * 1_000_000 : null)),
    externalRevenue: list((i) => (i < 9 ? 512_345 + 7 * i : null)),
  },
  forecast: {
    occupancy: list((i) => (i === 10 ? 9_133 : null)),
    occupiedRooms: list((i) => (i === 11 ? 287_000_000 : null)),
    driveInRatio: list((i) => (i === 11 || i === 12 ? 3_517 : null)),
    captureRatio: list((i) => (i === 12 ? 6_049 : null)),
    valetDaily: list((i) => (i === 13 ? 96_000_000 : i === 14 ? 0 : null)),
    selfAggregator: list((i) => (i === 13 ? 11_500_000 : null)),
  },
  budget: {
    occupiedRooms: 8_111_000_000,
    valetDaily: 1_373_000_000,
    valetOvernight: 2_029_000_000,
    selfOvernight: 811_000_000,
    selfDaily: 577_000_000,
    valetMonthly: 137_000_000,
  },
  lastYear: {},
  forecastRates: { valetDaily: 4896, selfAggregator: 1501 },
  budgetRates: { valetDaily: 4700, valetOvernight: 5124, selfOvernight: 3007, selfDaily: 2503, valetMonthly: 31_999 },
  open: { startDate: null, closeDate: null },
  marks: [],
  ...changes,
})

/** What LibreOffice makes of the file after recalculating every formula, at full precision. */
async function recalculated(file: string): Promise<ExcelJS.Worksheet> {
  const into = path.join(folder.path, 'recalculated')
  mkdirSync(into)
  // The cached results are wiped first, so that only a real calculation can give the figures.
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  workbook.getWorksheet('Statistics')!.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.formula) cell.value = { formula: cell.formula }
    }),
  )
  const blank = path.join(folder.path, 'blank.xlsx')
  await workbook.xlsx.writeFile(blank)
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder.path}/office`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      into,
      blank,
    ],
    { stdio: 'ignore' },
  )
  const result = new ExcelJS.Workbook()
  await result.xlsx.readFile(path.join(into, 'blank.xlsx'))
  return result.getWorksheet('Statistics')!
}

const shown = (page: ExcelJS.Worksheet, id: StatisticId, row: number): number | null => {
  const value = page.getCell(`${COLUMN_OF[id]}${row}`).value
  const result = typeof value === 'object' && value !== null && 'formula' in value ? value.result : value
  return typeof result === 'number' ? result : null
}

/** To a millionth, a hundred times finer than a cent at these sizes needs. */
const rounded = (value: number | null): string | null => (value === null ? null : value.toFixed(6))

const figuresOf = (sheet: Sheet) => {
  const month = statisticsMonth({ ...sheet, totalRooms: sheet.site.totalRooms })
  return [...month.days.map((day) => day.figures), month.total]
}

test('LibreOffice recalculates every day and the month to the same figures as the workbench', async () => {
  const sheet = aSheet()
  const file = path.join(folder.path, 'april.xlsx')
  expect(await writeStatisticsWorkbook(sheet, file, NOW, ZONE)).toEqual({ file, rows: 30 })
  const page = await recalculated(file)
  const expected = figuresOf(sheet).map((figures) =>
    Object.fromEntries(STATISTIC_IDS.map((id) => [id, rounded(figures[id]?.toNumber() ?? null)])),
  )
  const found = expected.map((_, i) =>
    Object.fromEntries(STATISTIC_IDS.map((id) => [id, rounded(shown(page, id, PLACE.firstDay + i))])),
  )
  expect(found).toEqual(expected)
})

test('days on which the site is not in operation hold nothing, in the file as on the screen', async () => {
  const sheet = aSheet({ open: { startDate: null, closeDate: '2026-04-20' } })
  const file = path.join(folder.path, 'closing.xlsx')
  await writeStatisticsWorkbook(sheet, file, NOW, ZONE)
  const page = await recalculated(file)
  const expected = figuresOf(sheet).map((figures) => rounded(figures.externalRevenue?.toNumber() ?? null))
  expect(expected.slice(20, 30)).toEqual(Array.from({ length: 10 }, () => '0.000000'))
  expect(expected.map((_, i) => rounded(shown(page, 'externalRevenue', PLACE.firstDay + i)))).toEqual(expected)
})

test('the results are in the file already, for viewers that do not calculate', async () => {
  const sheet = aSheet()
  const file = path.join(folder.path, 'april.xlsx')
  await writeStatisticsWorkbook(sheet, file, NOW, ZONE)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const page = workbook.getWorksheet('Statistics')!
  const total = figuresOf(sheet).at(-1)!
  expect(rounded(shown(page, 'externalRevenue', PLACE.firstDay + 30))).toBe(rounded(total.externalRevenue!.toNumber()))
  expect(page.getCell('B9').value).toBe('Actual')
  expect(page.getCell('B19').value).toBe('Forecast')
  expect(page.getCell('B38').value).toBe('Budget')
  expect(page.getCell('A1').value).toBe('Statistics, April 2026')
  expect(page.getCell('C3').value).toMatch(/^Apr 10, 2026, 9:05.AM \(America\/Chicago\)$/)
  expect(page.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 8 })
})

test('changing a rate on the sheet changes the revenue of the open days and not of the actual ones', async () => {
  const file = path.join(folder.path, 'april.xlsx')
  await writeStatisticsWorkbook(aSheet(), file, NOW, ZONE)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  workbook.getWorksheet('Statistics')!.getCell(`${COLUMN_OF.valetDaily}${PLACE.ratesRow}`).value = 60.25
  await workbook.xlsx.writeFile(file)
  const page = await recalculated(file)
  const expected = figuresOf(aSheet({ forecastRates: { valetDaily: 6025, selfAggregator: 1501 } })).at(-1)!
  expect(rounded(shown(page, 'externalRevenue', PLACE.firstDay + 30))).toBe(
    rounded(expected.externalRevenue!.toNumber()),
  )
  expect(shown(page, 'externalRevenue', PLACE.firstDay)).toBe(5123.45)
})

test('a name that looks like a formula stays text', async () => {
  const file = path.join(folder.path, 'evil.xlsx')
  await writeStatisticsWorkbook(aSheet({ site: aSite({ name: '=HYPERLINK("http://evil.test")' }) }), file, NOW, ZONE)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const cell = workbook.getWorksheet('Statistics')!.getCell('C2')
  expect(cell.type).toBe(ExcelJS.ValueType.String)
  expect(cell.value).toBe('0427 =HYPERLINK("http://evil.test")')
})

test('a month with nothing in it is blank, not zero', async () => {
  const file = path.join(folder.path, 'empty.xlsx')
  await writeStatisticsWorkbook(aSheet({ actual: {}, forecast: {}, budget: {} }), file, NOW, ZONE)
  const page = await recalculated(file)
  expect(STATISTIC_IDS.map((id) => shown(page, id, PLACE.firstDay + 30))).toEqual(STATISTIC_IDS.map(() => null))
})

test('a file that cannot be written is told, and what was there before stays', async () => {
  const taken = path.join(folder.path, 'taken.xlsx')
  mkdirSync(taken)
  writeFileSync(path.join(taken, 'inside'), 'kept')
  await expect(writeStatisticsWorkbook(aSheet(), taken, NOW, ZONE)).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' })
  await expect(
    writeStatisticsWorkbook(aSheet(), path.join(folder.path, 'no', 'folder.xlsx'), NOW, ZONE),
  ).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' })
  expect(readFileSync(path.join(taken, 'inside'), 'utf8')).toBe('kept')
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a full disk is told as one', async () => {
  expect(existsSync('/dev/full')).toBe(true)
  const { writeWhole } = await import('./write-file.ts')
  const link = path.join(folder.path, 'full.xlsx')
  const { symlinkSync } = await import('node:fs')
  symlinkSync('/dev/full', `${link}.part`)
  await expect(writeWhole(link, new Uint8Array(10))).rejects.toMatchObject({ code: 'DISK_FULL' })
  expect(existsSync(link)).toBe(false)
})
