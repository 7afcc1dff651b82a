import { needsReviewComment } from '../../shared/calc/validation/submission.ts'
import { type Month, yearOf } from '../../shared/core/calendar.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import type { SharedReads } from '../store/shared-reads.ts'
import type { Site } from '../store/sites.ts'

/** Whether a month's contribution is so far from its budget that submitting it needs a comment (domain.md 10.3). */
export async function isOffBudget(reads: SharedReads, years: SiteYears, site: Site, month: Month): Promise<boolean> {
  const { flcReview } = (await reads.settings()).settings
  const { year } = (await years.one(site, yearOf(month))).result
  const amounts = year.rows.FLC.cells[year.months.indexOf(month)]?.amounts
  return needsReviewComment(amounts?.trend ?? null, amounts?.budget ?? null, flcReview)
}
