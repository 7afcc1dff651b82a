import { z } from 'zod'
import { SCENARIOS } from '../categories/line.ts'
import { yearOf } from '../core/calendar.ts'
import { MonthPeriod, SiteId } from './cell.ts'

/** A figure in domain units, rounded once for the wire; null is "no answer", which is never 0. */
export const Figure = z.number().nullable()
/** US dollars, 2 decimals; null is "no answer". */
export const Money = z.number().nullable()
/** What a person enters in dollars or hours; null clears it. The limits are the line's, and are told in its words. */
export const Entered = z.number().min(-1e12).max(1e12).nullable()

/** The month a document begins with; all it looks at lies inside the calendar then. */
export const DocumentMonth = MonthPeriod.refine(
  (month) => yearOf(month) >= 2000 && yearOf(month) <= 2098,
  'A period lies between 2000 and 2098.',
)
export const YearPeriod = z.string().regex(/^20\d{2}$/, 'A year must look like 2026.')

/** What every category document starts with. */
export const documentHead = {
  siteId: SiteId,
  siteName: z.string(),
  /** Same as the ETag: the highest commit in the document. */
  rowVersion: z.string(),
}
/** When each data set of the document last changed; null where nothing of it is stored. */
export const AsOf = z.object(
  Object.fromEntries(SCENARIOS.map((scenario) => [scenario, z.iso.datetime().nullable()])) as Record<
    (typeof SCENARIOS)[number],
    z.ZodNullable<z.ZodISODateTime>
  >,
)

/** What was stored all the same but is worth a look (domain.md 10.1): a rate far from the last actual, a long day. */
export const Warnings = z.array(z.object({ field: z.string(), message: z.string() }))
