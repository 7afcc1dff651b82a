import { familyRate, rateOfCode } from '../../shared/calc/payroll/hourly-rate.ts'
import { overtimeRateOf } from '../../shared/calc/payroll/labor-revenue.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { billedJobs, type SiteFacts } from '../../shared/calc/site-year/site-facts.ts'
import type { z } from 'zod'
import type { PayrollCode, PayrollDocument } from '../../shared/contract/payroll.ts'
import { cents } from '../documents/month-document.ts'
import { readFamilies } from '../store/job-catalogue.ts'
import { readFacts } from '../store/reference.ts'
import { readSettings } from '../store/settings.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'

/** A job family at a site with its codes there, in the order of the catalogue. */
export type StaffedFamily = { readonly id: string; readonly name: string; readonly jobs: readonly SiteJob[] }
export type PayrollSite = {
  readonly facts: SiteFacts
  readonly jobs: readonly SiteJob[]
  readonly families: readonly StaffedFamily[]
}

/** What payroll of a site is computed and told with; a family nobody works in is left out (domain.md 3.1). */
export async function payrollSite(db: Db, site: Site): Promise<PayrollSite> {
  const { defaultHourlyRate: defaultRate } = (await readSettings(db)).settings
  const facts = { ...(await readFacts(db, site)), defaultRate }
  const jobs = billedJobs(facts)
  const families = (await readFamilies(db)).flatMap(({ id, name }) => {
    const own = jobs.filter(({ familyId }) => familyId === id)
    return own.length === 0 ? [] : [{ id, name, jobs: own }]
  })
  return { facts, jobs, families }
}

/** A code as it is told: of a salaried one neither rate nor salary (domain.md 3.11). */
export function codeOut(job: SiteJob, { defaultRate }: SiteFacts): z.infer<typeof PayrollCode> {
  const salaried = job.annualSalary !== null
  return {
    code: job.code,
    title: job.title,
    employees: job.employees,
    rate: salaried ? null : cents(rateOfCode(job.averageRate, defaultRate)),
    salaried,
    billableRate: cents(job.billing?.rate ?? null),
    overtimeRate: job.billing === null ? null : cents(overtimeRateOf(job.billing)),
  }
}

/** A family as it is told; its rate is that of its hourly codes (domain.md 3.4, C-22). */
export function familyOut({ id, name, jobs }: StaffedFamily, facts: SiteFacts): PayrollDocument['families'][number] {
  const hourly = jobs.filter(({ annualSalary }) => annualSalary === null)
  return {
    id,
    name,
    rate: hourly.length === 0 ? null : cents(familyRate(hourly, facts.defaultRate)),
    employees: jobs.reduce((sum, { employees }) => sum + employees, 0),
    codes: jobs.map((job) => codeOut(job, facts)),
  }
}
