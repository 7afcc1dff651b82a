import { sumOf } from '../../shared/calc/day-figures.ts'
import { type CodeDay, type HoursAndCost, payrollCodeDays } from '../../shared/calc/payroll/code-days.ts'
import { payrollUnavailable } from '../../shared/calc/payroll/job-administration.ts'
import { payrollMode, type SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { cellLock } from '../../shared/calc/validation/cell-lock.ts'
import { payrollLineId } from '../../shared/categories/payroll.ts'
import type { PayrollDocument } from '../../shared/contract/payroll.ts'
import { type Day, daysOf, type Month } from '../../shared/core/calendar.ts'
import { cents } from '../documents/month-document.ts'
import { asOf, rowVersionOf } from '../documents/row-version.ts'
import { type DocumentScope, readDocumentCells, type StoredCell } from '../store/document-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { familyOut, type PayrollSite, payrollSite } from './payroll-site.ts'

type Document = PayrollDocument
type Row = Document['rows'][number]
/** The cells of a payroll document. */
export const payrollScope = (siteId: string, month: Month): DocumentScope => ({
  siteId,
  first: month,
  last: month,
  categories: ['payroll'],
})

/** A site's payroll of a month on the wire (domain.md 15): dollars and hours, rounded once, here. */
export async function payrollDocument(
  db: Db,
  site: Site,
  month: Month,
  terms: { readonly today: Day; readonly by: 'family' | 'code' | undefined },
): Promise<Document> {
  const cells = await readDocumentCells(db, payrollScope(site.siteId, month))
  const known = await payrollSite(db, site)
  const facts = (await readLockFacts(db, [{ siteId: site.siteId, month }], terms.today))(site.siteId)
  const { days, lastActual } = codeDays(known, cells, month)
  const mode = payrollMode(undefined, site.contractTypes)
  const isByCode = (terms.by ?? (mode === 'Code' ? 'code' : 'family')) === 'code'
  const isLocked = (job: SiteJob, day: Day) =>
    cellLock({ id: payrollLineId('hours', job.code), category: 'payroll', grain: 'day' }, day, facts) !== null
  const rows = daysOf(month).flatMap((date, i) =>
    known.families.flatMap(({ id }): Row[] => {
      const own = (days[i]?.codes ?? []).filter(({ job }) => job.familyId === id)
      const row = (of: readonly CodeDay[], code: string | null): Row => ({
        date,
        familyId: id,
        code,
        locked: of.every(({ job }) => isLocked(job, date)),
        ...rowOut(of),
      })
      return isByCode ? own.map((one) => row([one], one.job.code)) : [row(own, null)]
    }),
  )
  const all = days.flatMap(({ codes }) => codes)
  return {
    siteId: site.siteId,
    siteName: site.name,
    rowVersion: rowVersionOf(cells),
    period: month,
    mode,
    asOf: asOf(cells),
    lastActualDate: lastActual,
    unavailable: payrollUnavailable(known.jobs),
    families: known.families.map((family) => familyOut(family, known.facts)),
    rows,
    total: { value: pairOut(all, ({ value }) => value), budget: pairOut(all, ({ budget }) => budget) },
  }
}

/** What is stored of a month's payroll, from its cells. */
export const codeDays = ({ facts, jobs }: PayrollSite, cells: readonly StoredCell[], month: Month) =>
  payrollCodeDays(facts, jobs, storedYear(cells), month)

function rowOut(of: readonly CodeDay[]): Omit<Row, 'date' | 'familyId' | 'code' | 'locked'> {
  const origins = new Set(of.map(({ value }) => value.origin))
  const kinds = new Set(of.flatMap(({ forecast }) => forecast.typed ?? []))
  const hourly = of.filter(({ job }) => job.annualSalary === null)
  const rates = new Set(hourly.map(({ forecast }) => forecast.rateOverride?.toFixed() ?? null))
  const [origin, kind] = [[...origins][0] ?? 'empty', [...kinds][0] ?? null]
  return {
    effective: origins.size > 1 ? 'mixed' : origin,
    value: pairOut(of, ({ value }) => value),
    scheduled: pairOut(of, ({ scheduled }) => scheduled),
    actual: pairOut(of, ({ actual }) => actual),
    forecast: {
      ...pairOut(of, ({ forecast }) => forecast),
      rateOverride: rates.size === 1 ? cents(hourly[0]?.forecast.rateOverride ?? null) : null,
      typed: kinds.size > 1 ? 'mixed' : kind,
    },
    budget: pairOut(of, ({ budget }) => budget),
  }
}

/** Codes added; the hours of salaried ones are not told (domain.md 3.11). */
const pairOut = (
  of: readonly CodeDay[],
  pick: (one: CodeDay) => HoursAndCost,
): { hours: number | null; cost: number | null } => ({
  hours: cents(sumOf(of.map((one) => (one.job.annualSalary === null ? pick(one).hours : null)))),
  cost: cents(sumOf(of.map((one) => pick(one).cost))),
})
