import { z } from 'zod'
import { NUMBER_LOCALES } from '../core/number-locale.ts'
import { DayPeriod } from './cell.ts'
import { JobCode, Quantity } from './calculate/amounts.ts'

const Text = z.string().min(1).max(200)
const orNull = <T extends z.ZodType>(type: T) => type.nullable().default(null)

/** What the warehouse's site master tells of a site beside its place and its rooms (domain.md 1.1); null is not known. */
export const SiteMaster = z.strictObject({
  address: orNull(z.string().min(1).max(500)),
  /** `NN-NN-NNNN-`; the first two digits are the ledger entity. */
  glString: orNull(z.string().regex(/^\d{2}-\d{2}-\d{4}-$/, 'A GL string looks like 02-11-0427-.')),
  legalEntity: orNull(Text),
  plCategory: orNull(Text),
  cogSegment: orNull(Text),
  businessSegment: orNull(Text),
  accountManager: orNull(Text),
  districtManager: orNull(Text),
  /** How numbers are written there (design.md D16); null: as in the United States. */
  numberLocale: orNull(z.enum(NUMBER_LOCALES)),
  totalAvailableParking: orNull(z.number().int().min(0)),
  deposits: orNull(z.boolean()),
  startDate: orNull(DayPeriod),
  /** The last day of operation; later than the start. */
  closeDate: orNull(DayPeriod),
})
export type SiteMaster = z.output<typeof SiteMaster>
/** A site of which the master tells nothing. */
export const NO_MASTER: SiteMaster = SiteMaster.parse({})

/** A job code at a site (domain.md 3.3, 3.4): what HR and the labor system tell of it. */
export const SiteJobFacts = z.strictObject({
  code: JobCode,
  title: Text,
  familyId: z.string().min(1).max(100),
  /** Dollars an hour over the last 14 days, up to 6 decimals; null: none known. */
  averageRate: orNull(Quantity),
  /** Active employees, 0–500. */
  employees: z.number().int().min(0).max(500),
  /** Yearly salary allocated per employee, in dollars; null: paid by the hour. */
  annualSalary: orNull(Quantity),
})
export type SiteJobFacts = z.output<typeof SiteJobFacts>
