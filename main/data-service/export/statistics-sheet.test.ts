import ExcelJS from 'exceljs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSite } from '../../../tests/support/far-end.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { differences, recalculated, UNWATCHED } from '../../../tests/support/recalculated.ts'
import { statisticsMonth } from '../../../shared/calc/statistics-month.ts'
import { STATISTIC_IDS, type StatisticId } from '../../../shared/calc/day-figures.ts'
import type { Output } from '../../../shared/contract/ipc.ts'
import { must } from '../../../shared/core/bug.ts'
import { daysOf } from '../../../shared/core/calendar.ts'
import type { SheetPlan } from './sheet-plan.ts'
import type { Stamps } from './stamps.ts'
import { COLUMN_OF, PLACE } from './statistics-cells.ts'
import { statisticsSheet } from './statistics-sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

type Sheet = Output<'sheet.read'>
const STAMPS: Stamps = {
  whose: '0427 Harborview',
  when: 'Apr 2026',
  today: '2026-04-10',
  exported: 'Apr 10, 2026, 9:05 AM (America/Chicago)',
  asOf: '2026-04-10; nothing received from the server yet',
}

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

const figuresOf = (sheet: Sheet) => {
  const month = statisticsMonth({ ...sheet, totalRooms: sheet.site.totalRooms })
  return [...month.days.map((day) => day.figures), month.total]
}

/** What the sheet holds in a line and row: the number itself, or what its formula comes to by the engine. */
function planned({ rows }: SheetPlan, id: StatisticId, row: number): number | null {
  const column = COLUMN_OF[id].codePointAt(0)! - 65
  const cell = rows[row - 1]?.cells[column] ?? null
  const value = typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.result : cell
  return typeof value === 'number' ? value : null
}

const everyFigure = (of: (id: StatisticId, i: number) => number | null) =>
  Array.from({ length: 31 }, (_, i) => Object.fromEntries(STATISTIC_IDS.map((id) => [id, of(id, i)])))

test('every day and the month hold the figures of the workbench, and LibreOffice recalculates them to the same', async () => {
  const sheet = aSheet()
  const plan = statisticsSheet(sheet, STAMPS)
  const figures = figuresOf(sheet)
  expect(everyFigure((id, i) => planned(plan, id, PLACE.firstDay + i))).toEqual(
    everyFigure((id, i) => figures[i]?.[id]?.toNumber() ?? null),
  )
  expect(await differences([plan], folder.path)).toEqual([])
})

test('days on which the site is not in operation hold 0, in the file as on the screen', async () => {
  const sheet = aSheet({ open: { startDate: null, closeDate: '2026-04-20' } })
  const plan = statisticsSheet(sheet, STAMPS)
  const closed = Array.from({ length: 10 }, (_, i) => planned(plan, 'externalRevenue', PLACE.firstDay + 20 + i))
  expect(closed).toEqual(Array.from({ length: 10 }, () => 0))
  expect(await differences([plan], folder.path)).toEqual([])
})

test('a month with nothing in it is blank, not zero', async () => {
  const plan = statisticsSheet(aSheet({ actual: {}, forecast: {}, budget: {} }), STAMPS)
  const month = STATISTIC_IDS.map((id) => planned(plan, id, PLACE.firstDay + 30))
  expect(month).toEqual(STATISTIC_IDS.map(() => null))
  expect(await differences([plan], folder.path)).toEqual([])
})

test('a rate changed on the sheet changes the revenue of the open days and not of the actual ones', async () => {
  const plan = statisticsSheet(aSheet(), STAMPS)
  const rates = must(plan.rows[PLACE.ratesRow - 1], 'the row of the rates')
  const column = COLUMN_OF.valetDaily.codePointAt(0)! - 65
  const changed: SheetPlan = {
    ...plan,
    rows: plan.rows.with(PLACE.ratesRow - 1, { ...rates, cells: rates.cells.with(column, 60.25) }),
  }
  const found = (await recalculated([changed], folder.path)).get('Statistics')
  const expected = figuresOf(aSheet({ forecastRates: { valetDaily: 6025, selfAggregator: 1501 } })).at(-1)!
  expect(found?.get(`${COLUMN_OF.externalRevenue}${PLACE.firstDay + 30}`)).toBeCloseTo(
    expected.externalRevenue!.toNumber(),
    5,
  )
  expect(planned(changed, 'externalRevenue', PLACE.firstDay)).toBe(5123.45)
})

test('the file says what it is, keeps its heading in sight, and a name that looks like a formula stays text', async () => {
  const file = path.join(folder.path, 'evil.xlsx')
  const asOf = '=HYPERLINK("http://evil.test")'
  await writeWorkbook([statisticsSheet(aSheet(), { ...STAMPS, asOf })], file, 0, UNWATCHED)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const page = workbook.getWorksheet('Statistics')!
  expect(page.getCell('C3').type).toBe(ExcelJS.ValueType.String)
  expect(page.getCell('C3').value).toBe(asOf)
  expect(page.getCell('A1').value).toBe(`Statistics · ${STAMPS.whose} · ${STAMPS.when}`)
  expect(page.getCell('C2').value).toMatch(/^Actual of closed months/)
  expect(page.getCell('C4').value).toBe(STAMPS.exported)
  expect(page.getCell('B9').value).toBe('Actual')
  expect(page.getCell('B19').value).toBe('Forecast')
  expect(page.getCell('B38').value).toBe('Budget')
  expect(page.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 8 })
})
