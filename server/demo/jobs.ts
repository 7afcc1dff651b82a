import { JOB_CODES } from '../../shared/categories/payroll.ts'
import type { EnteredJob } from '../store/reference.ts'
import { must } from '../../shared/core/bug.ts'
import { around, chance } from './chance.ts'
import type { DemoSite } from './sites.ts'
import { postsOf } from './staffing.ts'

/** A job code at a site as HR and the labor system tell of it (domain.md 3.3, 3.4), as it is entered. */
export type DemoJob = Required<EnteredJob>

const BASE_PAY: Readonly<Record<string, number>> = {
  VLT1: 16.4,
  VLT2: 18.9,
  BELL: 15.8,
  GSA1: 18.2,
  GSC1: 21.6,
  SHUTL1: 19.7,
  CASH: 17.1,
  LCASH: 19.8,
  TCOORD: 18.4,
}
const HOURS_OF_AN_EMPLOYEE = 31
const SECOND_MANAGER_FROM = 300

/** The three to seven job codes of a site, those paid by the hour first. */
export function demoJobs(site: DemoSite): readonly DemoJob[] {
  const { siteId, totalRooms } = site
  const level = 0.92 + 0.22 * chance(siteId, 'wages')
  const hourly = postsOf(site).map(({ code, hours }): DemoJob => {
    const rate = (BASE_PAY[code] ?? 17) * level * around(0.03, siteId, code, 'pay')
    return {
      ...titled(code),
      averageRate: Math.round(rate * 1e6) / 1e6,
      employees: Math.max(1, Math.ceil((hours * 7) / HOURS_OF_AN_EMPLOYEE)),
      annualSalary: null,
    }
  })
  const salaried = (code: string, from: number, range: number): DemoJob => ({
    ...titled(code),
    averageRate: null,
    employees: 1,
    annualSalary: Math.round((from + range * chance(siteId, code, 'salary')) * level * 0.01) * 100,
  })
  const assistant = totalRooms >= SECOND_MANAGER_FROM ? [salaried('AMGR', 48_000, 9_000)] : []
  return [...hourly, salaried('MGR', 58_000 + Math.min(20_000, totalRooms * 50), 12_000), ...assistant]
}

function titled(code: string): Pick<DemoJob, 'code' | 'title' | 'familyId'> {
  const { title, familyId } = must(
    JOB_CODES.find((job) => job.code === code),
    `${code} is a job code`,
  )
  return { code, title, familyId }
}

/** Pay of a year against that of the job list, which is this year's: 3 % more each year. */
export const payOf = (year: number): number => 1.03 ** (year - 2026)
