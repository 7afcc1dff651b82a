import type { Month } from '../../../shared/core/calendar.ts'
import type { SiteFigures } from '../read/site-figures.ts'
import { bySite } from './category-sheets.ts'
import { type AmountAt, PL_BLOCK, plNames, type Pl, plRow, plRows } from './pl-rows.ts'
import { columnName, quoted, type SheetPlan } from './sheet-plan.ts'
import type { Steps } from './steps.ts'
import type { Stamps } from './stamps.ts'
import { FIRST_ROW, LEAD, live, monthColumn, yearPlan } from './year-plan.ts'

const AFTER = [
  { title: 'Total', format: 'money' },
  { title: '% of internal revenue', format: 'ratio' },
] as const

/** What the P&L is of: a site, or the sum of many. */
export type Subject = {
  readonly id: string
  readonly name: string
  readonly pl: Pl
  readonly remarks: readonly string[]
}

const BY_SITE = 'P&L by site'

/** The P&L of a site or of a sum. With `sites` every amount of it is a live sum over the sheet of the sites. */
export function* plSheets(
  subject: Subject,
  sites: readonly SiteFigures[] | null,
  stamps: Stamps,
  months: readonly Month[],
): Steps<SheetPlan[]> {
  const sheet = (name: string, rows: SheetPlan['rows'], rest: Pick<SheetPlan, 'names' | 'notes'>) =>
    yearPlan({ name, stamps, months, rows, format: 'money', group: 'Figures', after: AFTER, ...rest })
  const noteAt = `D${FIRST_ROW}`
  const notes = new Map(subject.remarks.length === 0 ? [] : [[noteAt, subject.remarks.join('\n')]])
  const names = plNames(FIRST_ROW)
  const lead = [subject.id, subject.name] as const
  if (sites === null) return [sheet('P&L', plRows(subject.pl, FIRST_ROW, lead), { names, notes })]
  const rows = yield* bySite(sites, (figures, first) =>
    plRows(figures.result.year, first, [figures.site.siteId, figures.site.name]),
  )
  return [
    sheet('P&L', plRows(subject.pl, FIRST_ROW, lead, sumOverSites(FIRST_ROW + rows.length - 1)), { names, notes }),
    sheet(BY_SITE, rows, { names: [], notes: siteNotes(sites) }),
  ]
}

/** An amount of all sites: the cells of the same figures and line added, and no answer where none has one. */
const sumOverSites = (last: number): AmountAt => {
  const at = (column: string) => `${quoted(BY_SITE)}!$${column}$${FIRST_ROW}:$${column}$${last}`
  const [figures, line] = [at(columnName(LEAD - 2)), at(columnName(LEAD - 1))]
  return (set, code, month, amount) =>
    live(sumFormulaOf(at(monthColumn(month)), figures, line, plRow(FIRST_ROW, set, code)), amount)
}

const sumFormulaOf = (cells: string, figures: string, line: string, row: number): string =>
  `IF(SUMPRODUCT((${figures}=$C${row})*(${line}=$D${row})*ISNUMBER(${cells}))=0,"",SUMIFS(${cells},${figures},$C${row},${line},$D${row}))`

/** A note on the first row of each site that has something to tell. */
function siteNotes(sites: readonly SiteFigures[]): SheetPlan['notes'] {
  let row = FIRST_ROW
  const notes: [string, string][] = []
  for (const { loaded, remarks } of sites) {
    if (loaded && remarks.length > 0) notes.push([`D${row}`, remarks.join('\n')])
    row += loaded ? PL_BLOCK : 1
  }
  return new Map(notes)
}
