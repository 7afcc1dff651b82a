import { JOB_CODES, JOB_FAMILIES, type JobCode } from '../../categories/payroll.ts'
import type { Decimal } from '../../core/decimal.ts'

/** A job code at a site, with what its figures are computed from (domain.md 3.3, 3.4, 3.9). */
export type SiteJob = {
  readonly code: string
  readonly title: string
  readonly familyId: string
  /** Dollars an hour over the last 14 days; null or 0: none known. */
  readonly averageRate: Decimal | null
  /** Active employees at the site, 0–500. */
  readonly employees: number
  /** Yearly salary allocated per employee, in dollars: the code is salaried and nobody forecasts its hours. */
  readonly annualSalary: Decimal | null
  /** What the contract pays an hour; null: not billable. A missing overtime rate is 1.5 × the rate. */
  readonly billing: { readonly rate: Decimal; readonly overtimeRate: Decimal | null } | null
}

/** Group is entry by job family, Code by job code (domain.md 3.1). */
export type PayrollMode = 'Code' | 'Group'

/**
 * The mode of a site (domain.md 3.1): the stored text where it is one, else Code for per-labor-hour contracts, else
 * Group. A stored text nobody knows means Group; only a missing one is inferred.
 */
export function payrollMode(stored: string | null | undefined, contractTypes: readonly string[]): PayrollMode {
  if (stored === 'Code') return 'Code'
  if (stored === undefined) return contractTypes.includes('PerLaborHour') ? 'Code' : 'Group'
  return 'Group'
}

/** One row of the payroll grid: a family with its codes, or one code. */
export type PayrollRow = { readonly id: string; readonly label: string; readonly codes: readonly string[] }

/**
 * The rows of the grid (domain.md 3.1): families in their order, or their codes one by one. Codes that are not the
 * site's are dropped, and a family without codes gives no row.
 */
export function payrollRows(mode: PayrollMode, jobs: readonly Pick<SiteJob, 'code' | 'title' | 'familyId'>[]) {
  const families = [
    ...JOB_FAMILIES,
    ...[...new Set(jobs.map((job) => job.familyId))]
      .filter((id) => JOB_FAMILIES.every((family) => family.id !== id))
      .map((id) => ({ id, name: id })),
  ]
  return families.flatMap(({ id, name }): PayrollRow[] => {
    const own = jobs.filter((job) => job.familyId === id)
    if (own.length === 0) return []
    if (mode === 'Code') return own.map(({ code, title }) => ({ id: code, label: title, codes: [code] }))
    return [{ id, label: name, codes: own.map(({ code }) => code) }]
  })
}

/** A code new from the labor system counts as new while its title still is its code (domain.md 3.3). */
export const isNewJobCode = ({ code, title }: Pick<JobCode, 'code' | 'title'>): boolean => title === code

/** The family a code starts in; Other for one nobody placed yet (domain.md 3.3). */
export const familyOf = (code: string): string => JOB_CODES.find((job) => job.code === code)?.familyId ?? 'Other'
