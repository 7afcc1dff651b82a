import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { ExportKey } from '../../../shared/contract/export.ts'
import { must } from '../../../shared/core/bug.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { differences, engineResults, UNWATCHED } from '../../../tests/support/recalculated.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { emptyStore, syncWith } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { findReference, saveReference } from '../db/references.ts'
import { run } from '../db/store.ts'
import { writeGesture } from '../edit/write-gesture.ts'
import { readProfitAndLoss } from '../read/profit-and-loss.ts'
import { sitesIn } from '../read/rollup.ts'
import { readSiteFigures, siteFigures, type SiteFigures } from '../read/site-figures.ts'
import { computeStored, storedSite } from '../read/site-year.ts'
import { rowsInWorkbook } from './count-rows.ts'
import { exporter } from './exporter.ts'
import { exportTo, planSheets } from './export.ts'
import { atOnce } from './steps.ts'

const YEAR = 2026
const NOW = Date.UTC(2026, 3, 10, 14, 5)
const ALL: ExportKey = { of: { kind: 'pack', level: 'company', id: 'all' }, month: '2026-04', format: 'xlsx' }
const MONTH: ExportKey = { of: { kind: 'month', siteId: '0427' }, month: '2026-04', format: 'xlsx' }

let home: ReturnType<typeof aFolder>
let server: RunningServer
let store: OpenStore
/** Where a test writes to. */
let folder: string
beforeAll(async () => {
  home = aFolder()
  server = await runningServer({ demoSites: 8 })
  store = await emptyStore(home.path)
  await syncWith(server.apiUrl, await server.tokenFor('ines'), store, YEAR)
})
beforeEach(() => {
  folder = path.join(home.path, randomUUID())
  mkdirSync(folder)
})
afterAll(async () => {
  store.close()
  await server.close()
  home.remove()
})

const source = () => ({ db: store.db, today: DEMO_TODAY, nowMs: NOW, timeZone: 'America/Chicago' })
const allSites = () => sitesIn(store.db, { level: 'company', id: 'all' })
const figuresOf = (siteId: string) => readSiteFigures(store.db, { siteId, year: YEAR }, DEMO_TODAY)

function plansOf(key: ExportKey, figures?: readonly SiteFigures[]) {
  const { of } = key
  const sites = allSites().filter(({ siteId }) => of.kind === 'pack' || siteId === of.siteId)
  return atOnce(planSheets(source(), key, figures ?? sites.map(({ siteId }) => figuresOf(siteId)), sites))
}

async function read(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  return workbook
}

test('LibreOffice recalculates every formula of the pack of all sites to the engine’s number', async () => {
  const plans = plansOf(ALL)
  expect(engineResults(plans).size).toBeGreaterThan(2_500)
  expect(await differences(plans, folder)).toEqual([])
})

test('the sheet Payroll says what the P&L shows of it, and by how much that differs from all cost, to the cent', () => {
  const plans = plansOf({ ...MONTH, of: { kind: 'year', siteId: '0427' } })
  const [payroll, pl] = ['Payroll', 'P&L'].map((name) =>
    must(
      plans.find((plan) => plan.name === name),
      name,
    ),
  )
  const totalOf = (plan: typeof payroll, line: string, figures?: string) => {
    const row = plan?.rows.find(({ cells }) => cells[3] === line && (figures === undefined || cells[2] === figures))
    const cell = row?.cells[16]
    return typeof cell === 'object' && cell !== null && 'result' in cell ? Number(cell.result) : null
  }
  const shown = totalOf(pl, 'Payroll', 'Actual and forecast') ?? 0
  const [told, all, beyond] = ['Payroll in the P&L', 'All cost', 'Of it beyond all cost'].map((line) =>
    totalOf(payroll, line),
  )
  expect(told).toBe(shown)
  expect([shown, all, beyond].map((amount) => amount?.toFixed(2))).toEqual(['897831.28', '897831.29', '-0.01'])
})

test('LibreOffice recalculates every formula of a site’s month to the engine’s number', async () => {
  const plans = plansOf(MONTH)
  expect(plans.map(({ name }) => name)).toEqual([
    'About',
    'P&L',
    'Variance',
    'Variance by month',
    'Statistics',
    'Payroll',
    'Parking rates',
    'Other revenue',
    'Other expenses',
  ])
  expect(await differences(plans, folder)).toEqual([])
})

/** What a spreadsheet shows of a number: thousands, the decimals of the format, a sign, a percent sign. */
function shownIn(value: number, numFmt: string): string {
  const [positive = '', negative] = numFmt.split(';')
  const decimals = /\.(0+)/.exec(positive)?.[1]?.length ?? 0
  const size = Math.abs(positive.endsWith('%') ? value * 100 : value)
  const digits = size.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const sign = value < 0 || negative !== undefined ? '-' : ''
  return sign + digits + (positive.endsWith('%') ? '%' : '')
}

test.each([
  ['a month', MONTH],
  ['a year', { ...MONTH, of: { kind: 'year', siteId: '0612' } }],
  ['a pack of many millions', ALL],
] as const)('no number of %s is shown as #### because its column is too narrow', async (_what, key) => {
  if (key === ALL) run(store.db, "UPDATE cell SET value = value * 40000 WHERE line_id = 'pl.payroll'")
  const file = path.join(folder, 'wide.xlsx')
  await exportTo(source(), key, file, UNWATCHED)
  if (key === ALL) run(store.db, "UPDATE cell SET value = value / 40000 WHERE line_id = 'pl.payroll'")
  let seen = 0
  const narrow: string[] = []
  for (const page of (await read(file)).worksheets)
    page.eachRow((row) =>
      row.eachCell((cell) => {
        const value = typeof cell.value === 'object' && cell.value !== null ? (cell.result ?? null) : cell.value
        if (typeof value !== 'number') return
        seen += 1
        const room = (page.getColumn(cell.col).width ?? 9) - 1
        if (shownIn(value, cell.numFmt ?? '0').length * (cell.font?.bold ? 1.05 : 1) > room)
          narrow.push(`${page.name}!${cell.address}: ${value}`)
      }),
    )
  expect(seen).toBeGreaterThan(500)
  expect(narrow).toEqual([])
})

test('the P&L in the file is the P&L on the screen, every month of every row', async () => {
  const file = path.join(folder, 'year.xlsx')
  await exportTo(source(), { ...MONTH, of: { kind: 'year', siteId: '0427' } }, file, UNWATCHED)
  const page = must((await read(file)).getWorksheet('P&L'), 'the sheet')
  const { rows } = readProfitAndLoss(store.db, { siteId: '0427', year: YEAR }, DEMO_TODAY)
  const shown = PL_ROWS.flatMap(({ code }) =>
    must(
      rows.find((row) => row.code === code),
      code,
    ).cells.map(({ amounts }) => (amounts.trend === null ? null : Number(amounts.trend))),
  )
  const found = PL_ROWS.flatMap((_, row) =>
    Array.from({ length: 12 }, (_month, i) => {
      const { value } = page.getCell(8 + row, 5 + i)
      return typeof value === 'object' && value !== null && 'formula' in value ? (value.result ?? null) : value
    }),
  )
  expect(found).toEqual(shown)
})

test('the file has stamps, headings that stay and print, named ranges, notes, and its rows printed', async () => {
  const file = path.join(folder, 'pack.xlsx')
  const told = await exportTo(source(), ALL, file, UNWATCHED)
  expect(told).toMatchObject({ file, sites: 8 })
  const workbook = await read(file)
  const page = must(workbook.getWorksheet('P&L'), 'the sheet')
  expect(page.getCell('A1').value).toBe('P&L · All sites · 2026')
  expect(page.getCell('B2').value).toMatch(/^Actual of closed months/)
  expect(page.getCell('B3').value).toMatch(/^2026-04-10; received from the server /)
  expect(page.getCell('B4').value).toMatch(/^Apr 10, 2026, 9:05.AM \(America\/Chicago\)$/)
  expect(page.views[0]).toMatchObject({ state: 'frozen', xSplit: 4, ySplit: 7 })
  expect(page.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, printTitlesRow: '6:7' })
  expect(page.getCell('E9').numFmt).toBe('#,##0.00')
  expect(page.getCell('D8').note).toMatch(/^8 sites, \d with a saved forecast/)
  expect(workbook.definedNames.getRanges('PL_Payroll_Budget').ranges).toEqual(["'P&L'!$E$20:$P$20"])
  for (const { name, views, pageSetup, rowCount } of workbook.worksheets) {
    expect([name, views[0]?.state, pageSetup.fitToPage, pageSetup.printTitlesRow !== undefined]).toEqual([
      name,
      'frozen',
      true,
      true,
    ])
    const { ranges } = workbook.definedNames.getRanges(`All_${name.replace('&', '').replaceAll(' ', '_')}`)
    expect([name, ranges?.[0]?.endsWith(`$${rowCount}`)]).toEqual([name, name === 'About' ? undefined : true])
  }
  const compared = must(workbook.getWorksheet('Variance'), 'the sheet')
  const widths = [...Array.from({ length: compared.columnCount }).keys()].map((at) => at + 1)
  const shaded = [...Array.from({ length: compared.rowCount }).keys()]
    .map((at) => compared.getRow(at + 1))
    .filter((row) => row.getCell(4).value === 'FLC $ to Budget – Cumulative')
    .map((row) => widths.filter((at) => row.getCell(at).fill !== undefined).length)
  expect(shaded).toEqual(Array.from({ length: 5 }, () => compared.columnCount))
  const about = must(workbook.getWorksheet('About'), 'the sheet')
  const printed = new Map<unknown, unknown>()
  about.eachRow((row) => printed.set(row.getCell(1).value, row.getCell(2).value))
  expect(printed.get('Statistics')).toBe(8 * 16)
  expect(printed.get('Parking rates')).toBe(8 * 8)
  expect(printed.get('All sheets')).toBe(told.rows)
  // Counted again in the file itself: rows of figures, five lines of stamps (one blank), two of heading.
  expect((await rowsInWorkbook(file))[5]).toBe(8 * 16 + 6)
})

test('a file that is there stays until the new one is whole, and a place that cannot be written says so', async () => {
  const file = path.join(folder, 'pack.xlsx')
  writeFileSync(file, 'last month')
  const stopping = new AbortController()
  const stop = (share: number) => {
    if (share > 0.6) stopping.abort()
  }
  const stopped = exportTo(source(), ALL, file, { progress: stop, signal: stopping.signal })
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['last month', ['pack.xlsx']])
  const taken = path.join(folder, 'taken.xlsx')
  mkdirSync(taken)
  await expect(exportTo(source(), MONTH, taken, UNWATCHED)).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' })
  const nowhere = path.join(folder, 'no', 'folder.xlsx')
  await expect(exportTo(source(), MONTH, nowhere, UNWATCHED)).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' })
  await expect(exportTo(source(), { ...ALL, format: 'csv' }, nowhere, UNWATCHED)).rejects.toMatchObject({
    code: 'FILE_NOT_WRITABLE',
  })
  expect(readdirSync(folder).toSorted()).toEqual(['pack.xlsx', 'taken.xlsx'])
  await exportTo(source(), MONTH, file, UNWATCHED)
  expect(readFileSync(file, 'utf8').slice(0, 2)).toBe('PK')
})

test('a full disk is told as one', async () => {
  expect(existsSync('/dev/full')).toBe(true)
  const { symlinkSync } = await import('node:fs')
  const file = path.join(folder, 'full.xlsx')
  symlinkSync('/dev/full', `${file}.part`)
  await expect(exportTo(source(), MONTH, file, UNWATCHED)).rejects.toMatchObject({ code: 'DISK_FULL' })
  expect(existsSync(file)).toBe(false)
})

test('edits are saved while a pack is written, and a second export waits its turn', async () => {
  const percents: number[] = []
  const savedAt: number[] = []
  let saved = 0
  const { write, stop } = exporter((percent) => {
    percents.push(percent)
    if (percent > 50) savedAt.push(saved)
  })
  const author = { roles: ['account_manager'], today: DEMO_TODAY, now: NOW, newId: randomUUID, log: store.log } as const
  const writing = write(source(), ALL, path.join(folder, 'pack.xlsx'))
  await expect(write(source(), MONTH, path.join(folder, 'second.xlsx'))).rejects.toThrow('An export is being written')
  const state = { done: false }
  void writing.then(() => (state.done = true))
  while (!state.done) {
    const writes = [{ lineId: 'valetDaily', period: '2026-11-16', value: saved * 1_000_000 }]
    writeGesture(store.db, { gestureId: randomUUID(), siteId: '0427', label: 'typed', source: 'typed', writes }, author)
    saved += 1
    await new Promise(setImmediate)
  }
  expect(await writing).toMatchObject({ sites: 8 })
  // Between reading, which is half of it, and the end it let others in again and again.
  expect(percents.filter((percent) => percent > 50 && percent < 100).length).toBeGreaterThan(3)
  expect(savedAt.filter((edits, i) => i > 0 && edits > (savedAt[i - 1] ?? 0)).length).toBeGreaterThan(3)
  expect([percents.toSorted((a, b) => a - b), new Set(percents).size]).toEqual([percents, percents.length])
  const next = write(source(), ALL, path.join(folder, 'third.xlsx'))
  stop()
  expect(await next).toBeNull()
  expect(existsSync(path.join(folder, 'third.xlsx'))).toBe(false)
})

test('sheets are laid out a site at a time, and others may take their turn between two', () => {
  const sites = allSites()
  const figures = sites.map(({ siteId }) => figuresOf(siteId))
  let steps = 0
  const layout = planSheets(source(), ALL, figures, sites)
  let step = layout.next()
  for (; step.done !== true; step = layout.next()) steps += 1
  // The P&L by site and five categories: a turn is given after every site of each.
  expect(steps).toBe(6 * sites.length)
  const rows = step.value.reduce((sum, plan) => sum + plan.rows.length, 0)
  expect(rows / steps).toBeLessThan(30)
})

test('Statistics and Payroll are those the P&L was computed from, not computed again', () => {
  const key = { siteId: '0427', year: YEAR }
  const found = storedSite(store.db, key)
  const computed = computeStored(found, key, DEMO_TODAY)
  const sheet = must(computed.sheet, 'the year is computed')
  const own = siteFigures(found, computed, key, DEMO_TODAY, true)
  expect(own).toEqual(figuresOf('0427'))
  // A year whose months stand in another order: the figures follow it.
  const reversed = new Map([...sheet.values].map(([name, months]) => [name, months.toReversed()]))
  const turned = siteFigures(found, { ...computed, sheet: { ...sheet, values: reversed } }, key, DEMO_TODAY, true)
  expect(turned.statistics).toEqual(own.statistics.toReversed())
  expect(turned.payroll.map(({ cost }) => cost)).toEqual(own.payroll.map(({ cost }) => cost.toReversed()))
  // Without it, because a calculator failed, they are computed for themselves.
  const alone = siteFigures(found, { ...computed, sheet: null }, key, DEMO_TODAY, true)
  expect([alone.statistics, alone.payroll]).toEqual([own.statistics, own.payroll])
})

test('a CSV has every figure once, and text that looks like a formula is text', async () => {
  const file = path.join(folder, 'year.csv')
  run(store.db, 'UPDATE site SET name = ? WHERE site_id = ?', '=HYPERLINK("http://evil.test")', '0427')
  const key: ExportKey = { of: { kind: 'year', siteId: '0427' }, month: '2026-04', format: 'csv' }
  const told = await exportTo(source(), key, file, UNWATCHED)
  const rows: string[][] = parse(readFileSync(file), { bom: true })
  expect(rows[0]).toEqual(['Site', 'Name', 'Category', 'Group', 'Line', 'Unit', 'Figures', 'Month', 'Value'])
  expect(rows.length - 1).toBe(told.rows)
  expect(new Set(rows.slice(1).map((row) => row.slice(0, 8).join('|'))).size).toBe(told.rows)
  expect(rows[1]?.[1]).toBe(`'=HYPERLINK("http://evil.test")`)
  const { rows: shown } = readProfitAndLoss(store.db, { siteId: '0427', year: YEAR }, DEMO_TODAY)
  const flc = must(
    shown.find(({ code }) => code === 'FLC'),
    'FLC',
  ).cells.map(({ amounts }) => amounts.budget)
  const inFile = rows.filter((row) => row[4]?.startsWith('Front Line') && row[6] === 'Budget').map((row) => row[8])
  expect(inFile).toEqual(flc)
  // A negative number stays a number.
  expect(rows.some((row) => /^-\d/.test(row[8] ?? ''))).toBe(true)
})

test('a filtered pack has the sites the filter leaves, and says in the file what it was', async () => {
  const file = path.join(folder, 'filtered.xlsx')
  const filter = { accountManager: ['Mara Lindqvist'], contractType: ['RevenueShare'] }
  const told = await exportTo(
    source(),
    { ...ALL, of: { kind: 'pack', level: 'company', id: 'all', filter } },
    file,
    UNWATCHED,
  )
  const wanted = allSites().filter(
    ({ attributes, contractTypes }) =>
      attributes.accountManager === 'Mara Lindqvist' && contractTypes.includes('RevenueShare'),
  )
  expect([told.sites, told.sites < allSites().length]).toEqual([wanted.length, true])
  const about = must((await read(file)).getWorksheet('About'), 'the sheet')
  expect(about.getCell('A1').value).toBe('Forecast · Filtered sites · 2026')
  expect(about.getColumn(1).values).toContain('Filter: Account manager: Mara Lindqvist; Contract type: RevenueShare.')
  expect(about.getColumn(1).values).toEqual(expect.arrayContaining(wanted.map(({ siteId }) => siteId)))
})

/** Last, because it spoils the store. */
test('what a site lacks is said in its place, and every other site is as it was', async () => {
  const { db } = store
  const before = figuresOf('0427').result
  run(db, "DELETE FROM cell WHERE site_id = '0431' AND scenario = 'budget'")
  const contractOf = (siteId: string) => must(findReference(db, siteId), siteId)
  saveReference(db, { ...contractOf('0612'), contract: null })
  run(db, "UPDATE site SET total_rooms = 0 WHERE site_id = '1003'")
  run(db, "DELETE FROM cell WHERE site_id = '1010' AND scenario = 'forecast'")
  const tiers = [{ sharePercentage: 20, limit: null }]
  const structure = { revenueCodes: ['VD1'], accumulationType: 'AnnualAnniversary', tiers }
  saveReference(db, { ...contractOf('1024'), contract: { revenueShare: { thresholdStructures: [structure] } } })
  run(db, "UPDATE cell SET value = 0 WHERE site_id = '1017' AND scenario = 'budget' AND line_id = 'pl.parkingRents'")
  run(
    db,
    "UPDATE cell SET value = -500000 WHERE site_id = '1017' AND scenario = 'budget' AND line_id = 'pl.otherExpense'",
  )
  run(db, "UPDATE scope SET loaded = 0 WHERE site_id = '1031'")
  const remarks = new Map(allSites().map(({ siteId }) => [siteId, figuresOf(siteId).remarks.join(' ')]))
  expect(Object.fromEntries(remarks)).toEqual({
    '0427': '',
    '0431': expect.stringContaining('There is no budget of this year'),
    '0612': expect.stringContaining('No contract is known'),
    '1003': expect.stringContaining('The number of rooms is not set'),
    '1010': expect.stringContaining('Nobody saved a forecast'),
    '1017': '',
    '1024': expect.stringMatching(/Could not be calculated, the budget is shown: 2026-01: .*start/i),
    '1031': 'The year is not on this computer yet; the site is in no sum.',
  })
  expect(figuresOf('0427').result).toEqual(before)

  const plans = plansOf(ALL)
  expect(await differences(plans, folder)).toEqual([])
  const bySite = must(
    plans.find(({ name }) => name === 'P&L by site'),
    'the sheet',
  )
  expect(bySite.rows.find(({ cells }) => cells[0] === '1031')?.cells[3]).toBe(remarks.get('1031'))
  expect([...bySite.notes.values()]).toContain(remarks.get('1024'))
  const prairie = plansOf({ ...MONTH, of: { kind: 'year', siteId: '1017' } })
  expect(await differences(prairie, folder)).toEqual([])
  const words = [...engineResults(prairie).values()]
  expect([words.includes('n/a'), words.includes('n/m')]).toEqual([true, true])
})
