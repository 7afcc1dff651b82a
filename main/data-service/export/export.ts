import { rollup } from '../../../shared/calc/profit-and-loss/rollup.ts'
import type { Exported, ExportKey } from '../../../shared/contract/export.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'
import { type Day, type Month, monthsOf, yearOf } from '../../../shared/core/calendar.ts'
import { must } from '../../../shared/core/bug.ts'
import { readMeta } from '../db/meta.ts'
import { countOpen } from '../db/operations.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from '../read/known-site.ts'
import { sitesIn } from '../read/rollup.ts'
import { readSheet } from '../read/sheet.ts'
import { readSiteFigures, type SiteFigures } from '../read/site-figures.ts'
import { storedSite } from '../read/site-year.ts'
import { aboutSheet } from './about-sheet.ts'
import { categorySheets } from './category-sheets.ts'
import { csvRows } from './csv.ts'
import { filterText } from './filter-text.ts'
import { payrollSheet } from './payroll-sheet.ts'
import { plSheets, type Subject } from './pl-sheets.ts'
import { countedRows, type SheetPlan } from './sheet-plan.ts'
import { givingWay, type Steps } from './steps.ts'
import { monthTitle, type Stamps } from './stamps.ts'
import { statisticsSheet } from './statistics-sheet.ts'
import { varianceByMonth, variancePlan } from './variance-sheets.ts'
import { writeCsv } from './write-csv.ts'
import { type Watch, writeWorkbook } from './write-workbook.ts'

/** What an export is made from and when. */
export type Source = {
  readonly db: Database
  readonly today: Day
  readonly nowMs: number
  readonly timeZone: string
}

type Pack = Extract<ExportKey['of'], { kind: 'pack' }>

/** Reading and computing takes about as long as writing. */
const READING = 0.5

/**
 * Writes a site's month or year, or the year of many sites, to an .xlsx or .csv (grid-and-pnl.md B23, B24): every
 * number by the functions of the screen, no cap, the rows counted. A site of which something is missing says so in its
 * place. Edits are saved all the while. Throws FILE_NOT_WRITABLE or DISK_FULL, and the signal's reason when stopped.
 */
export async function exportTo(source: Source, key: ExportKey, file: string, watch: Watch): Promise<Exported> {
  const { of, month, format } = key
  const { db, today } = source
  const year = yearOf(month)
  const sites = of.kind === 'pack' ? sitesIn(db, of) : [knownSite(db, of.siteId)]
  const figures: SiteFigures[] = []
  for (const { siteId } of sites) {
    figures.push(readSiteFigures(db, { siteId, year }, today))
    watch.progress((figures.length / sites.length) * READING)
    // Whoever types meanwhile gets their turn between two sites; of one site all sheets are read in one turn.
    if (sites.length > 1) await new Promise(setImmediate)
    watch.signal.throwIfAborted()
  }
  const writing: Watch = { ...watch, progress: (share) => watch.progress(READING + share * (1 - READING)) }
  const told = { file, sites: sites.length, remarks: figures.filter(({ remarks }) => remarks.length > 0).length }
  if (format === 'csv') {
    const all = figures.flatMap((site) => csvRows(site, monthsOf(year)))
    const rows = of.kind === 'month' ? all.filter((row) => row.includes(month)) : all
    await writeCsv(rows, file, writing)
    return { ...told, rows: rows.length }
  }
  const plans = await givingWay(planSheets(source, key, figures, sites), watch.signal)
  await writeWorkbook(plans, file, source.nowMs, writing)
  return { ...told, rows: plans.reduce((sum, plan) => sum + countedRows(plan), 0) }
}

/** All sheets of a workbook, as they are written; laid out site by site, so that an edit waits for one site only. */
export function* planSheets(
  source: Source,
  { of, month }: ExportKey,
  figures: readonly SiteFigures[],
  sites: readonly SyncSite[],
): Steps<SheetPlan[]> {
  const { db, today } = source
  const year = yearOf(month)
  const months = monthsOf(year)
  const first = must(sites[0], 'an export has a site')
  const site = must(figures[0], 'an export has a site')
  const subject: Subject =
    of.kind === 'pack'
      ? packSubject(of, sites, figures, months)
      : { id: first.siteId, name: first.name, pl: site.result.year, remarks: site.remarks }
  const stamps = stampsOf(source, of.kind === 'pack' ? subject.name : `${first.siteId} ${first.name}`, String(year))
  const monthly = { ...stamps, when: monthTitle(month) }
  const categories = yield* categorySheets(figures, stamps, months)
  const sheets = [
    ...(yield* plSheets(subject, of.kind === 'pack' ? figures : null, stamps, months)),
    variancePlan(subject, stamps, months, month),
    varianceByMonth(subject, stamps, months),
    ...(of.kind === 'month'
      ? [
          statisticsSheet(readSheet(db, { siteId: of.siteId, month }, today, false), monthly),
          payrollSheet(storedSite(db, { siteId: of.siteId, year }), month, monthly),
          ...categories.slice(2),
        ]
      : categories),
  ]
  return [
    aboutSheet(sheets, figures, of.kind === 'month' ? monthly : stamps, of.kind === 'pack' ? subject.remarks : []),
    ...sheets,
  ]
}

const LEVELS = { district: 'District', region: 'Region', company: 'Company' } as const

/** What a pack is called; a district may have the word in its name already. */
function packName({ level, filter }: Pack, first: SyncSite): string {
  if (level === 'company') return filter === undefined ? 'All sites' : 'Filtered sites'
  const name = level === 'district' ? first.districtName : first.regionName
  const whole = name.startsWith(LEVELS[level]) ? name : `${LEVELS[level]} ${name}`
  return filter === undefined ? whole : `${whole}, filtered`
}

function packSubject(
  of: Pack,
  sites: readonly SyncSite[],
  figures: readonly SiteFigures[],
  months: readonly Month[],
): Subject {
  const counted = figures.filter(({ loaded }) => loaded).map(({ result }) => result)
  const { sites: added, withForecast, inError, ...pl } = rollup(counted, months)
  const left = figures.length - counted.length
  return {
    id: of.level === 'company' ? 'all' : of.id,
    name: packName(of, must(sites[0], 'a pack has a site')),
    pl,
    remarks: [
      `${added} sites, ${withForecast} with a saved forecast.`,
      ...(of.filter === undefined ? [] : [`Filter: ${filterText(of.filter, sites)}.`]),
      ...(inError > 0 ? [`${inError} could not be calculated: their budget counts.`] : []),
      ...(left > 0 ? [`${left} are not on this computer yet and in no sum.`] : []),
    ],
  }
}

function stampsOf({ db, today, nowMs, timeZone }: Source, whose: string, when: string): Stamps {
  const at = (ms: number): string =>
    new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(ms)
  const synced = readMeta(db, 'lastSyncedAt')
  const { waiting } = countOpen(db)
  const received =
    synced === undefined ? 'nothing received from the server yet' : `received from the server ${at(Date.parse(synced))}`
  const unsent = waiting === 0 ? '' : `; ${waiting} ${waiting === 1 ? 'edit' : 'edits'} of this computer not sent yet`
  return { whose, when, today, exported: `${at(nowMs)} (${timeZone})`, asOf: `${today}; ${received}${unsent}` }
}
