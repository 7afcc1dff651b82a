import { sql } from 'kysely'
import { Contract as WireContract } from '../../shared/contract/calculate/contract-blocks.ts'
import type { SiteJobFacts, SiteMaster } from '../../shared/contract/reference.ts'
import type { SiteFacts, StaffedJob } from '../../shared/calc/site-year/site-facts.ts'
import type { Contract } from '../../shared/calc/internal-revenue/contract.ts'
import { JOB_CODES, JOB_FAMILIES } from '../../shared/categories/payroll.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { z } from 'zod'
import { notesOf, readOverrides } from './overrides.ts'
import type { Db, Tx } from './tables.ts'

/** A contract as it is entered and told: plain numbers, see `POST /calculate`. */
export type ContractTerms = z.input<typeof WireContract>
/** A job as it is entered and told. */
export type EnteredJob = z.input<typeof SiteJobFacts>

/** What a loader knows of a site beside its cells; what is left out stays as it is. */
export type SiteReference = {
  readonly master?: Partial<SiteMaster>
  readonly contract?: ContractTerms
  readonly jobs?: readonly EnteredJob[]
}

/** Who writes reference data, and when. */
export type Source = { readonly id: string; readonly at: Date }

/** Families and codes every database starts with (domain.md 3.3); what is there already stays. */
export async function writeJobCatalogue(tx: Tx): Promise<void> {
  const families = JOB_FAMILIES.map(({ id, name, salaried }) => ({ family_id: id, name, salaried }))
  await tx
    .insertInto('job_family')
    .values(families)
    .onConflict((clash) => clash.doNothing())
    .execute()
  const codes = JOB_CODES.map(({ code, title, familyId, active }) => ({ code, title, family_id: familyId, active }))
  await tx
    .insertInto('job_code')
    .values(codes)
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/** Stores what is given of a site and moves its reference version, so that its years are computed anew. */
export async function writeReference(tx: Tx, siteId: string, given: SiteReference, source: Source): Promise<void> {
  if (given.contract !== undefined) await writeContract(tx, siteId, given.contract, source)
  if (given.jobs !== undefined) await writeJobs(tx, siteId, given.jobs, source)
  await tx
    .updateTable('site')
    .set({
      reference_ver: sql`reference_ver + 1`,
      ...(given.master === undefined ? {} : { master: JSON.stringify(given.master) }),
    })
    .where('site_id', '=', siteId)
    .execute()
}

async function writeContract(tx: Tx, siteId: string, terms: ContractTerms, { id, at }: Source): Promise<void> {
  const text = JSON.stringify(terms)
  await tx
    .insertInto('contract')
    .values({ site_id: siteId, terms: text, ver: 1, by_sub: id, at })
    .onConflict((clash) =>
      clash.column('site_id').doUpdateSet({ terms: text, ver: sql`contract.ver + 1`, by_sub: id, at }),
    )
    .execute()
}

/** A site's staff becomes what is given; codes nobody knew come in as new ones, their title and family as told. */
async function writeJobs(tx: Tx, siteId: string, jobs: readonly EnteredJob[], { at }: Source): Promise<void> {
  await tx.deleteFrom('site_job').where('site_id', '=', siteId).execute()
  if (jobs.length === 0) return
  const codes = jobs.map(({ code, title, familyId }) => ({ code, title, family_id: familyId }))
  await tx
    .insertInto('job_code')
    .values(codes)
    .onConflict((clash) => clash.doNothing())
    .execute()
  const rows = jobs.map(({ code, averageRate, employees, annualSalary }) => ({
    site_id: siteId,
    code,
    average_rate: averageRate == null ? null : String(averageRate),
    employees,
    annual_salary: annualSalary == null ? null : String(annualSalary),
    at,
  }))
  await tx.insertInto('site_job').values(rows).execute()
}

/** A site's contract as it is stored; undefined where nobody entered one. */
export async function readContract(
  db: Db,
  siteId: string,
): Promise<{ terms: ContractTerms; ver: number; at: Date } | undefined> {
  const row = await db
    .selectFrom('contract')
    .select(['terms', 'ver', 'at'])
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  // What was written passed the schema.
  return row && { ...row, terms: row.terms as ContractTerms }
}

/** The job codes of a site with their title and family (domain.md 3.3), in the order of their codes. */
export async function readJobs(db: Db, siteId: string): Promise<StaffedJob[]> {
  const rows = await db
    .selectFrom('site_job')
    .innerJoin('job_code', 'job_code.code', 'site_job.code')
    .select([
      'site_job.code as code',
      'job_code.title as title',
      'job_code.family_id as familyId',
      'average_rate as averageRate',
      'employees',
      'annual_salary as annualSalary',
    ])
    .where('site_id', '=', siteId)
    .orderBy('site_job.code')
    .execute()
  return rows.map(({ averageRate, annualSalary, ...job }) => ({
    ...job,
    averageRate: averageRate === null ? null : new Decimal(averageRate),
    annualSalary: annualSalary === null ? null : new Decimal(annualSalary),
  }))
}

/** What figures of a site depend on beside its cells. */
export async function readFacts(
  db: Db,
  site: { siteId: string; totalRooms: number; master: Pick<SiteMaster, 'startDate' | 'closeDate'> },
): Promise<SiteFacts> {
  const { startDate, closeDate } = site.master
  const [contract, jobs] = [await readContract(db, site.siteId), await readJobs(db, site.siteId)]
  return {
    totalRooms: site.totalRooms,
    contract: contract ? toContract(contract.terms) : null,
    jobs,
    open: { startDate, closeDate },
    overrideNotes: notesOf(await readOverrides(db, site.siteId)),
  }
}

/** A stored contract in exact decimals. */
export const toContract = (terms: ContractTerms): Contract => WireContract.parse(terms)

/** A site as the warehouse's master tells it, with the names of its district and region. */
export type SiteRow = {
  readonly siteId: string
  readonly name: string
  readonly districtId: string
  readonly districtName: string
  readonly regionId: string
  readonly regionName: string
  readonly totalRooms: number
  readonly contractTypes: readonly string[]
  readonly master: SiteMaster
}

/** Makes a site or brings it up to date, with its district and region (domain.md 1.1, refreshed fields). */
export async function refreshSite(tx: Tx, row: SiteRow, source: Source): Promise<void> {
  await tx
    .insertInto('region')
    .values({ region_id: row.regionId, name: row.regionName })
    .onConflict((clash) => clash.column('region_id').doUpdateSet({ name: row.regionName }))
    .execute()
  const district = { name: row.districtName, region_id: row.regionId }
  await tx
    .insertInto('district')
    .values({ district_id: row.districtId, ...district })
    .onConflict((clash) => clash.column('district_id').doUpdateSet(district))
    .execute()
  const site = {
    name: row.name,
    district_id: row.districtId,
    total_rooms: row.totalRooms,
    contract_types: JSON.stringify(row.contractTypes),
  }
  await tx
    .insertInto('site')
    .values({ site_id: row.siteId, ...site })
    .onConflict((clash) => clash.column('site_id').doUpdateSet(site))
    .execute()
  await writeReference(tx, row.siteId, { master: row.master }, source)
}

/** Stores one job code of a site; a code nobody knew comes in with the title and family told (domain.md 3.3). */
export async function upsertJob(tx: Tx, siteId: string, job: EnteredJob, { at }: Source): Promise<void> {
  await tx
    .insertInto('job_family')
    .values({ family_id: job.familyId, name: job.familyId, salaried: job.annualSalary != null })
    .onConflict((clash) => clash.doNothing())
    .execute()
  await tx
    .insertInto('job_code')
    .values({ code: job.code, title: job.title, family_id: job.familyId })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const facts = {
    average_rate: job.averageRate == null ? null : String(job.averageRate),
    employees: job.employees,
    annual_salary: job.annualSalary == null ? null : String(job.annualSalary),
    at,
  }
  await tx
    .insertInto('site_job')
    .values({ site_id: siteId, code: job.code, ...facts })
    .onConflict((clash) => clash.columns(['site_id', 'code']).doUpdateSet(facts))
    .execute()
}

/** People's sites; what is there already stays. */
export async function writeUserSites(tx: Tx, rows: readonly { sub: string; siteId: string }[]): Promise<void> {
  const values = rows.map(({ sub, siteId }) => ({ sub, site_id: siteId }))
  await tx
    .insertInto('user_site')
    .values(values)
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/** The imported sites of a person. */
export const readUserSites = async (db: Db, sub: string): Promise<string[]> =>
  (await db.selectFrom('user_site').select('site_id').where('sub', '=', sub).orderBy('site_id').execute()).map(
    (row) => row.site_id,
  )
