import { rollup } from '../../shared/calc/profit-and-loss/rollup.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { amountsOf, cellDetail, told } from '../../main/data-service/read/profit-and-loss.ts'
import { drill } from '../../main/data-service/read/drill.ts'
import { usualMonths } from '../../main/data-service/read/usual-months.ts'
import { explain } from '../../main/data-service/read/why.ts'
import { DEFAULT_PL_RULES } from '../../shared/calc/profit-and-loss/rules.ts'
import { siteCalculators } from '../../shared/calc/recompute/site-calculators.ts'
import { computeSite } from '../../shared/calc/recompute/site-result.ts'
import { siteYearInput } from '../../shared/calc/site-year/site-year-input.ts'
import { type StoredValue, storedYear } from '../../shared/calc/site-year/stored-year.ts'
import type { Scenario } from '../../shared/categories/line.ts'
import type {
  PlCellDetail,
  PlCellKey,
  ProfitAndLoss,
  Rollup,
  RollupKey,
} from '../../shared/contract/profit-and-loss.ts'
import type { CellImports, CellImportsKey } from '../../shared/contract/cell-imports.ts'
import { Settings } from '../../shared/contract/config.ts'
import type { DrillKey, PlDrill } from '../../shared/contract/pl-drill.ts'
import type { RollupWhyKey, Why, WhyKey } from '../../shared/contract/why.ts'
import { daysOf, monthsOf } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { actualDay, budgetMonthOf, ratesOf, type Site } from './fake-data.ts'

/** Budget of a month in cents; what is posted lies a little beside it. */
const LEDGER: Readonly<Record<string, number>> = {
  'pl.internalRevenue': 13_720_000,
  'pl.payroll': 4_400_000,
  'pl.claims': 310_000,
  'pl.parkingRents': 900_000,
  'pl.otherExpense': 1_355_000,
  'pl.pteb': 836_000,
  'pl.insurance': 412_000,
  'account.7115': 480_000,
  'account.7185': 875_000,
}

/** What was entered for each open month, in cents. */
const ENTERED = { 'account.7115': 521_500 }

type Typed = (lineId: string, day: string) => number | null

/** A year of a picture's site, computed by the product's own calculation from cells as a store would hold them. */
function computed(site: Site, year: number, typed: Typed) {
  const cells: StoredValue[] = []
  const put = (scenario: Scenario, period: string, values: Readonly<Record<string, number | null>>) => {
    for (const [lineId, value] of Object.entries(values)) cells.push({ scenario, period, lineId, value })
  }
  for (const month of [...monthsOf(year - 1), ...monthsOf(year)]) {
    const isThisYear = month.startsWith(String(year))
    const isClosed = month < DEMO_TODAY.slice(0, 7)
    put('budget', month, { ...budgetMonthOf(site, month), ...ratesOf(month, 'budget'), ...LEDGER })
    put('forecast', month, { ...ratesOf(month, 'forecast'), ...(isClosed ? {} : ENTERED) })
    const drift = [103, 98, 106][Number(month.slice(5)) % 3] ?? 100
    const posted = Object.entries(LEDGER).map(([line, cents]) => [line, Math.round((cents * drift) / 100)])
    if (isClosed) put('actual', month, Object.fromEntries(posted))
    for (const day of daysOf(month)) {
      if (day < DEMO_TODAY) put('actual', day, actualDay(site, day))
      const own = Object.keys(budgetMonthOf(site, month)).concat('occupancy', 'driveInRatio', 'captureRatio')
      if (isThisYear) put('forecast', day, Object.fromEntries(own.map((line) => [line, typed(line, day)])))
    }
  }
  const done = computeSite(
    { siteId: site.siteId, name: site.name, hasForecast: true },
    siteYearInput({ totalRooms: site.totalRooms, contract: null, jobs: [] }, storedYear(cells), year),
    siteCalculators(DEMO_TODAY),
    { today: DEMO_TODAY, rules: DEFAULT_PL_RULES },
  )
  return { ...done, cells }
}

export const fakeReport = (site: Site, year: number, loaded: boolean, typed: Typed): ProfitAndLoss => ({
  ...told(
    { ...computed(site, year, typed), hasReference: true },
    { siteId: site.siteId, year, today: DEMO_TODAY, loaded },
  ),
  usual: fakeUsual(site, year, typed),
  record: null,
  priorRecord: null,
})

export function fakeUsual(site: Site, year: number, typed: Typed): ProfitAndLoss['usual'] {
  const { cells, result } = computed(site, year, typed)
  return usualMonths(storedYear(cells), result.year, year, Settings.parse({}).surprise)
}

export const fakeCell = (site: Site, { year, code, month }: PlCellKey, typed: Typed): PlCellDetail =>
  cellDetail({ ...computed(site, year, typed), hasReference: true }, code, month)

export const fakeWhy = (site: Site, key: WhyKey, typed: Typed): Why | null => {
  const { cells, ...year } = computed(site, key.year, typed)
  return explain(year, key, {
    records: { record: null, priorRecord: null },
    stored: (scenario, month) => cells.filter((cell) => cell.scenario === scenario && cell.period.startsWith(month)),
  })
}

/** All of the difference is the first site's. */
export function fakeRollupWhy(sites: readonly Site[], key: RollupWhyKey, typed: (site: Site) => Typed): Why | null {
  const [site] = sites
  if (site === undefined) return null
  const { code, months, baseline, year } = key
  const why = fakeWhy(site, { siteId: site.siteId, year, code, months, baseline }, typed(site))
  if (why === null) return null
  const { value, baseline: before, amount } = why
  const list = [{ id: site.siteId, label: site.name, value, baseline: before, amount }]
  return { ...why, causes: [], facts: [], contributions: { of: 'sites', list } }
}

/** Two rows of a file behind every loaded cell. */
export function fakeImports({ scenario }: CellImportsKey): CellImports {
  const row = { fileName: 'receipts-2026-04-02.csv', at: '2026-04-10T14:42:00Z', kind: 'Vehicles' }
  const rows = [
    { ...row, line: 18, code: 'VD1', value: '41' },
    { ...row, line: 19, code: 'VD2', value: '3.5' },
  ]
  return { feed: 'daily-revenue', rows: scenario === 'actual' ? rows : [], more: 0 }
}

export function fakeDrill(site: Site, key: DrillKey, typed: Typed): PlDrill {
  const { cells, sheet } = computed(site, key.year, typed)
  return drill(sheet, key, (wanted) => {
    const found = cells.find(
      (cell) => cell.lineId === wanted.lineId && cell.period === wanted.period && cell.scenario === wanted.scenario,
    )
    if (found === undefined || found.value === null) return null
    const isTyped = wanted.scenario === 'forecast'
    const origin = {
      kind: isTyped ? ('typed' as const) : ('loaded' as const),
      by: isTyped ? 'Devon Achterberg' : wanted.scenario === 'budget' ? 'Budget load' : 'Revenue ledger',
      at: '2026-04-09T21:15:00Z',
      source: null,
      isWaiting: false,
    }
    return { ...wanted, value: found.value, origin }
  })
}

/** The second site has not arrived yet. */
const MISSING = 1

export function fakeRollup(sites: readonly Site[], key: RollupKey, typed: (site: Site) => Typed): Rollup {
  const results = sites.map((site) => computed(site, key.year, typed(site)).result)
  const { rows } = rollup(
    results.filter((_, i) => i !== MISSING),
    monthsOf(key.year),
  )
  return {
    ...key,
    name: key.level === 'company' ? '' : key.level === 'region' ? key.id : `District ${key.id}`,
    today: DEMO_TODAY,
    rows: PL_ROWS.map(({ code }) => ({
      code,
      cells: rows[code].cells.map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts), parts: [] })),
    })),
    outside: monthsOf(key.year).map(() => []),
    sites: sites.map((site, i) => ({
      ...site,
      loaded: i !== MISSING,
      hasForecast: i !== 2,
      error: null,
      states: monthsOf(key.year).map(() => (i === 0 ? ('submitted' as const) : ('draft' as const))),
      waiting: monthsOf(key.year).map(() => i === 0),
      record: null,
      priorRecord: null,
      flc: (results[i]?.year.rows.FLC.cells ?? []).map(({ kind, amounts }) => ({ kind, amounts: amountsOf(amounts) })),
    })),
  }
}
