import { payrollMode, type PayrollMode, payrollRows, type SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { JOB_FAMILIES, payrollLineId } from '../../shared/categories/payroll.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import type { PayrollModel } from './payroll-model.ts'

export type ShownMetric = Preferences['payrollMetric']
/** What the grid shows: by family or by code, and which number of them. */
export type PayrollView = { readonly mode: PayrollMode; readonly metric: ShownMetric }

/** A column: a family with its codes at the site, or one code. */
export type PayrollColumn = {
  readonly id: string
  readonly label: string
  /** The family above a code; null for a family. */
  readonly group: string | null
  readonly jobs: readonly SiteJob[]
  /** Nobody forecasts it: every job of it is paid a salary. */
  readonly isSalaried: boolean
}

/**
 * What is shown, from what the person chose: without a choice the mode is the contract's (domain.md 3.1), rates are
 * shown code by code only, and revenue only where the contract pays by the hour.
 */
export function payrollView(
  { shown: { sheet }, revenue }: PayrollModel,
  { payrollMode: chosen, payrollMetric: metric }: Pick<Preferences, 'payrollMode' | 'payrollMetric'>,
): PayrollView {
  const mode = payrollMode(chosen ?? undefined, sheet.site.contractTypes)
  const isThere = (metric !== 'rate' || mode === 'Code') && (metric !== 'revenue' || revenue !== null)
  return { mode, metric: isThere ? metric : 'hours' }
}

/** The metrics a person can choose from. */
export const metricsOf = ({ revenue }: PayrollModel, mode: PayrollMode): readonly ShownMetric[] => [
  'hours',
  'cost',
  ...(mode === 'Code' ? (['rate'] as const) : []),
  ...(revenue === null ? [] : (['revenue'] as const)),
]

/** The columns in the order of the families (domain.md 3.1). */
export function payrollColumns({ jobs }: PayrollModel, mode: PayrollMode): PayrollColumn[] {
  return payrollRows(mode, jobs).map(({ id, label, codes }) => {
    const own = jobs.filter(({ code }) => codes.includes(code))
    const familyId = own[0]?.familyId ?? ''
    const group = JOB_FAMILIES.find((family) => family.id === familyId)?.name ?? familyId
    return { id, label, jobs: own, group: mode === 'Code' ? group : null, isSalaried: !own.some(isForecast) }
  })
}

/** The line a column's numbers are of, by the code that stands for them; revenue is of no line and takes that of cost. */
export function lineOfColumn({ jobs }: Pick<PayrollColumn, 'jobs'>, metric: ShownMetric): LineDefinition {
  const code = (jobs.find(isForecast) ?? must(jobs[0], 'a column has a job')).code
  return must(findLine(payrollLineId(metric === 'revenue' ? 'cost' : metric, code)), code)
}
