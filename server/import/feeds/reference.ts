import { z } from 'zod'
import { contractIssues } from '../../../shared/calc/internal-revenue/contract-rules.ts'
import { Contract } from '../../../shared/contract/calculate/contract-blocks.ts'
import { SiteJobFacts, SiteMaster } from '../../../shared/contract/reference.ts'
import type { Tx } from '../../store/tables.ts'
import type { ContractTerms, Source } from '../../store/reference.ts'
import { refreshSite, type SiteRow, upsertJob, writeReference, writeUserSites } from '../../store/reference.ts'
import { CodeText, SiteText } from '../feed.ts'

/** A feed of whole records: sites, contracts, staff, people’s sites. Each is stored as it is; the latest row counts. */
export type RecordFeed<Row = unknown> = {
  readonly name: string
  readonly summary: string
  readonly columns: readonly string[]
  readonly row: z.ZodType<Row>
  /** What makes two rows the same record. */
  readonly keyOf: (row: Row) => string
  /** The site that must be there already; null for the feed that makes sites. */
  readonly siteOf: (row: Row) => string | null
  readonly store: (tx: Tx, rows: readonly Row[], source: Source) => Promise<void>
}

const define = <Row>(feed: RecordFeed<Row>): RecordFeed => feed as unknown as RecordFeed

const Text = z.string().trim()
const Whole = Text.regex(/^\d{0,7}$/, 'Enter a whole number, or leave it empty.').transform((text) => Number(text || 0))
const orNull = <T extends z.ZodType>(type: T) =>
  z.preprocess((text) => (typeof text === 'string' && text.trim() === '' ? null : text), type.nullable().default(null))

const SiteRowText = z
  .object({
    site: SiteText,
    name: Text.min(1, 'This field is required.').max(100),
    district: CodeText,
    districtName: CodeText,
    region: CodeText,
    regionName: CodeText,
    rooms: Whole.default(0),
    contractTypes: Text.default(''),
    parking: orNull(Whole),
    deposits: orNull(z.enum(['Y', 'N'], 'Enter Y or N.').transform((text) => text === 'Y')),
    ...Object.fromEntries(
      (
        [
          'address',
          'glString',
          'legalEntity',
          'plCategory',
          'cogSegment',
          'businessSegment',
          'accountManager',
          'districtManager',
          'numberLocale',
          'startDate',
          'closeDate',
        ] as const
      ).map((field) => [field, orNull(Text)]),
    ),
  })
  .transform(
    (
      { site, name, district, districtName, region, regionName, rooms, contractTypes, parking, ...rest },
      context,
    ): SiteRow => {
      const master = SiteMaster.safeParse({ ...rest, totalAvailableParking: parking })
      if (!master.success) {
        for (const issue of master.error.issues)
          context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
        return z.NEVER
      }
      const { startDate, closeDate } = master.data
      if (startDate !== null && closeDate !== null && closeDate <= startDate)
        context.addIssue({
          code: 'custom',
          path: ['closeDate'],
          message: 'The close date must be later than the start date.',
        })
      return {
        siteId: site,
        name,
        districtId: district,
        districtName,
        regionId: region,
        regionName,
        totalRooms: rooms,
        contractTypes: contractTypes
          .split(';')
          .map((type) => type.trim())
          .filter((type) => type !== ''),
        master: master.data,
      }
    },
  )

const sitesFeed = define<SiteRow>({
  name: 'sites',
  summary: 'Site master: name, place in the organisation, rooms, dates and classes',
  columns: ['site', 'name', 'district', 'districtName', 'region', 'regionName', 'rooms', 'contractTypes'],
  row: SiteRowText,
  keyOf: ({ siteId }) => siteId,
  siteOf: () => null,
  store: async (tx, rows, source) => {
    for (const row of rows) await refreshSite(tx, row, source)
  },
})

type ContractRow = { readonly siteId: string; readonly terms: ContractTerms }
const contractsFeed = define<ContractRow>({
  name: 'contracts',
  summary: 'Contracts of sites as JSON lines: {"site": "0427", "terms": {…}}',
  columns: ['site', 'terms'],
  row: z.object({ site: SiteText, terms: z.unknown() }).transform(({ site, terms }, context): ContractRow => {
    const parsed = Contract.safeParse(terms)
    const issues = parsed.success
      ? contractIssues(parsed.data).map(({ field, message }) => ({ path: field.split('.'), message }))
      : parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: ['terms', ...path], message })
    // What was checked is stored as it was written.
    return { siteId: site, terms: terms as ContractTerms }
  }),
  keyOf: ({ siteId }) => siteId,
  siteOf: ({ siteId }) => siteId,
  store: async (tx, rows, source) => {
    for (const { siteId, terms } of rows) await writeReference(tx, siteId, { contract: terms }, source)
  },
})

type JobRow = { readonly siteId: string; readonly job: z.input<typeof SiteJobFacts> }
const Dollars = orNull(Text.regex(/^\d{1,9}(\.\d{1,6})?$/, 'Enter a number like 17.25.').transform(Number))
const siteJobsFeed = define<JobRow>({
  name: 'site-jobs',
  summary: 'Staff of sites: average hourly rate, active employees, allocated salary by job code',
  columns: ['site', 'code', 'title', 'family', 'employees', 'averageRate', 'annualSalary'],
  row: z
    .object({
      site: SiteText,
      code: CodeText.transform((text) => text.toUpperCase()),
      title: CodeText,
      family: CodeText,
      employees: Whole,
      averageRate: Dollars,
      annualSalary: Dollars,
    })
    .transform(({ site, family, ...job }, context): JobRow => {
      const parsed = SiteJobFacts.safeParse({ ...job, familyId: family })
      if (!parsed.success)
        for (const issue of parsed.error.issues)
          context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
      return { siteId: site, job: { ...job, familyId: family } }
    }),
  keyOf: ({ siteId, job }) => `${siteId}|${job.code}`,
  siteOf: ({ siteId }) => siteId,
  store: async (tx, rows, source) => {
    for (const { siteId, job } of rows) await upsertJob(tx, siteId, job, source)
    for (const siteId of new Set(rows.map((row) => row.siteId))) await writeReference(tx, siteId, {}, source)
  },
})

type UserRow = { readonly sub: string; readonly siteId: string }
const userSitesFeed = define<UserRow>({
  name: 'user-sites',
  summary: 'Sites of people whose sign-in service does not tell them',
  columns: ['user', 'site'],
  row: z
    .object({ user: CodeText.max(200), site: SiteText })
    .transform(({ user, site }): UserRow => ({ sub: user, siteId: site })),
  keyOf: ({ sub, siteId }) => `${sub}|${siteId}`,
  siteOf: ({ siteId }) => siteId,
  store: (tx, rows) => writeUserSites(tx, rows),
})

export const RECORD_FEEDS: readonly RecordFeed[] = [sitesFeed, contractsFeed, siteJobsFeed, userSitesFeed]
