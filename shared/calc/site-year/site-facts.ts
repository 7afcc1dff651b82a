import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import type { Contract } from '../internal-revenue/contract.ts'
import type { OpenPeriod } from '../open-period.ts'
import type { SiteJob } from '../payroll/site-job.ts'

/** A job code at a site as the labor system and HR tell it; what the contract pays for it is in the contract. */
export type StaffedJob = Omit<SiteJob, 'billing'>

/** What is known of a site beside its cells, as far as figures depend on it. */
export type SiteFacts = {
  /** Rooms available; 0 when it is not set. */
  readonly totalRooms: number
  /** Null: nobody entered the contract yet. */
  readonly contract: Contract | null
  readonly jobs: readonly StaffedJob[]
  /** Dollars an hour where a code has no rate; 15.00 unless the system says otherwise (domain.md 3.4). */
  readonly defaultRate?: Decimal
  /** Share of gross external revenue lost, 0–1; left out it is 0 (domain.md 2.4). */
  readonly adjustmentRate?: Decimal
  /** When the site is in operation; left out it always is (domain.md 1.1). */
  readonly open?: OpenPeriod
  /** Who set amounts by hand and why, where that is known; the amounts are cells. */
  readonly overrideNotes?: readonly OverrideNote[]
}

/** `by Ines Moreau because the garage is closed`, of a line and month. */
export type OverrideNote = { readonly lineId: string; readonly month: Month; readonly note: string }

/** The jobs with what the contract pays an hour; a code it does not name is not billable (domain.md 3.9). */
export const billedJobs = ({ jobs, contract }: Pick<SiteFacts, 'jobs' | 'contract'>): SiteJob[] =>
  jobs.map((job) => {
    const paid = contract?.perLaborHour?.jobRates.find(({ jobCode }) => jobCode === job.code)
    return { ...job, billing: paid ? { rate: paid.rate, overtimeRate: paid.overtimeRate } : null }
  })
