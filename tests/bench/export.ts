/**
 * A district's pack (grid-and-pnl.md F4: 100 sites in under 20 s) beside exceljs's own streaming writer, which writes
 * the same rows as bare values. Not a test: it judges nothing, it prints.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { exportTo, planSheets } from '../../main/data-service/export/export.ts'
import type { PlanCell, SheetPlan } from '../../main/data-service/export/sheet-plan.ts'
import { atOnce } from '../../main/data-service/export/steps.ts'
import { writeWorkbook } from '../../main/data-service/export/write-workbook.ts'
import { sitesIn } from '../../main/data-service/read/rollup.ts'
import { readSiteFigures } from '../../main/data-service/read/site-figures.ts'
import type { ExportKey } from '../../shared/contract/export.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { UNWATCHED } from '../support/recalculated.ts'
import { runningServer } from '../support/running-server.ts'
import { emptyStore, syncWith } from '../support/synced-store.ts'
import { print } from './measure.ts'

const SITES = Number(process.env['BENCH_SITES'] ?? 100)
const YEAR = 2026
const PACK: ExportKey = { of: { kind: 'pack', level: 'company', id: 'all' }, month: '2026-04', format: 'xlsx' }

const bare = (cell: PlanCell): ExcelJS.CellValue =>
  typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.result : cell

/** The peer: the same rows by exceljs's streaming writer, without formulas, looks, names or a count. */
async function writeBare(plans: readonly SheetPlan[], filename: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename })
  for (const { name, rows } of plans) {
    const page = workbook.addWorksheet(name)
    for (const { cells } of rows) page.addRow(cells.map(bare)).commit()
    page.commit()
  }
  await workbook.commit()
}

/** Time this process was computing, the zip's threads with it. */
const busy = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const wall = (): number => performance.now()
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
const folder = mkdtempSync(path.join(tmpdir(), 'frontline-bench-'))
const server = await runningServer({ demoSites: SITES })
const store = await emptyStore(folder)
try {
  await syncWith(server.apiUrl, await server.tokenFor('ines'), store, YEAR)
  const source = { db: store.db, today: DEMO_TODAY, nowMs: Date.now(), timeZone: 'America/Chicago' }
  const file = path.join(folder, 'pack.xlsx')
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [started, begun] = [wall(), busy()]
  const told = await exportTo(source, PACK, file, UNWATCHED)
  const [took, worked] = [wall() - started, busy() - begun]
  delay.disable()
  print(
    `pack of ${told.sites} sites`,
    seconds(took),
    `${told.rows} rows of figures, ${Math.round(statSync(file).size / 1024)} kB, ${seconds(worked)} computing; limit 20 s`,
  )
  print(
    'longest wait of an edit meanwhile',
    `${Math.round(delay.max / 1e6)} ms`,
    `99% ${Math.round(delay.percentile(99) / 1e6)} ms`,
  )

  const sites = sitesIn(store.db, { level: 'company', id: 'all' })
  const figures = sites.map(({ siteId }) => readSiteFigures(store.db, { siteId, year: YEAR }, DEMO_TODAY))
  const plans = atOnce(planSheets(source, PACK, figures, sites))
  const rows = plans.reduce((sum, plan) => sum + plan.rows.length, 0)
  const rate = async (write: () => Promise<void>): Promise<number> => {
    const from = busy()
    await write()
    return rows / ((busy() - from) / 1000)
  }
  await writeBare(plans, path.join(folder, 'warm.xlsx'))
  const ours = await rate(() => writeWorkbook(plans, file, 0, UNWATCHED))
  const theirs = await rate(() => writeBare(plans, path.join(folder, 'bare.xlsx')))
  print(
    'rows written a second of computing',
    String(Math.round(ours)),
    `with formulas, looks and a count; ${(ours / theirs).toFixed(2)} × exceljs's streaming writer with bare values, ${Math.round(theirs)}`,
  )
} finally {
  store.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}
