import { DEFAULT_PL_RULES } from '../../shared/calc/profit-and-loss/rules.ts'
import type { SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import { siteCalculators } from '../../shared/calc/recompute/site-calculators.ts'
import { computeSite } from '../../shared/calc/recompute/site-result.ts'
import { siteYearInput } from '../../shared/calc/site-year/site-year-input.ts'
import { type StoredValue, storedYear } from '../../shared/calc/site-year/stored-year.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { roomsOnFile } from '../../server/demo/site-master.ts'
import { siteReference } from '../../server/demo/site-reference.ts'
import type { DemoSite } from '../../server/demo/sites.ts'
import { toContract } from '../../server/store/reference.ts'

/** The year of a demonstration site as the product computes it from what would be stored of it. */
export function computedDemoYear(
  site: DemoSite,
  cells: readonly StoredValue[],
  year: number,
  today: Day,
): Pick<SiteResult, 'year' | 'error'> {
  const { contract, jobs = [] } = siteReference(site)
  const exact = (amount: number | null | undefined) => (amount == null ? null : new Decimal(amount))
  const facts = {
    totalRooms: roomsOnFile(site),
    contract: contract === undefined ? null : toContract(contract),
    jobs: jobs.map((job) => ({
      ...job,
      averageRate: exact(job.averageRate),
      annualSalary: exact(job.annualSalary),
    })),
  }
  const input = siteYearInput(facts, storedYear(cells), year)
  const terms = { today, rules: DEFAULT_PL_RULES }
  return computeSite({ siteId: site.siteId, name: site.name, hasForecast: true }, input, siteCalculators(today), terms)
    .result
}
