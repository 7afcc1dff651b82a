import type { SiteFigures } from '../read/site-figures.ts'
import { countedRows, type PlanRow, type SheetPlan } from './sheet-plan.ts'
import { STAMP_ROWS, stampRows, type Stamps } from './stamps.ts'

const NOTES = [
  'Totals, FLC, ratios, percents and variances are live formulas; amounts that come from a contract or the ledger stand as numbers.',
  'FLC is internal revenue less payroll, claims, parking rents, other expense, PTEB and insurance. External revenue is a memo.',
  'Expenses are positive. A change is the value less what it is compared with: over on an expense is bad, over on revenue is good.',
  'Payroll in the P&L is the ledger in closed months and the budget where nobody forecast anything; the sheet Payroll is the staff by the day, a salary being a 365th of it each day, and says by how much the two differ.',
  'An empty cell is "not known", which is not 0. n/a: nothing to compare with but 0. n/m: the sign changes.',
  'The months in which one side is not known are left out of a change and of its percent.',
]

/** The first sheet: what this is, what each sheet holds, and what is not there of which site. */
export function aboutSheet(
  sheets: readonly SheetPlan[],
  sites: readonly SiteFigures[],
  stamps: Stamps,
  remarks: readonly string[],
): SheetPlan {
  const row = (kind: PlanRow['kind'], cells: PlanRow['cells']): PlanRow => ({ kind, cells })
  const rows: PlanRow[] = [
    ...stampRows('Forecast', stamps),
    ...remarks.map((text) => row('remark', [text])),
    row('head', ['Sheet', 'Rows', null, null, null]),
    ...sheets.map((sheet): PlanRow => row('fact', [sheet.name, countedRows(sheet)])),
    row('group', ['All sheets', sheets.reduce((sum, sheet) => sum + countedRows(sheet), 0), null, null, null]),
    row('blank', [null]),
    { kind: 'head', isLeft: true, cells: ['Site', 'Name', 'District', 'Forecast', 'Remarks'] },
    ...sites.map((site): PlanRow =>
      row('wrapped', [site.site.siteId, site.site.name, site.site.districtName, stateOf(site), site.remarks.join(' ')]),
    ),
    row('blank', [null]),
    row('head', ['How to read this', null, null, null, null]),
    ...NOTES.map((note) => row('remark', [note])),
  ]
  return {
    name: 'About',
    rows,
    columns: [{ width: 22 }, { width: 30, format: 'whole' }, { width: 22 }, { width: 20 }, { width: 80 }],
    frozen: { rows: STAMP_ROWS, columns: 0 },
    heading: { first: 1, last: 4 },
    names: [],
    notes: new Map(),
    filter: false,
  }
}

function stateOf({ loaded, result }: SiteFigures): string {
  if (!loaded) return 'not on this computer'
  if (result.error !== null) return 'could not be calculated'
  return result.hasForecast ? 'saved' : 'nothing saved yet'
}
