import type { SiteFacts } from '../calc/site-year/site-facts.ts'
import { Decimal } from '../core/decimal.ts'
import { Contract } from './calculate/contract-blocks.ts'
import { knownSettings } from './known-settings.ts'
import type { SyncReference, SyncSite } from './sync.ts'

const exact = (amount: number | null): Decimal | null => (amount === null ? null : new Decimal(amount))

/**
 * What is known of a site beside its cells, from what sync brought of it. A contract this version cannot read is none:
 * nothing is earned by it here until the window is newer.
 */
export function siteFactsOf(
  { contract, jobs, startDate, closeDate, settings }: SyncReference,
  { totalRooms }: Pick<SyncSite, 'totalRooms'>,
): SiteFacts {
  const terms = contract === null ? null : Contract.safeParse(contract)
  return {
    totalRooms,
    contract: terms?.data ?? null,
    jobs: jobs.map((job) => ({ ...job, averageRate: exact(job.averageRate), annualSalary: exact(job.annualSalary) })),
    open: { startDate, closeDate },
    defaultRate: knownSettings(settings).defaultHourlyRate,
  }
}
