import { sql } from 'kysely'
import { JOB_FAMILIES, type JobCode } from '../../shared/categories/payroll.ts'
import type { JobGroup } from '../../shared/calc/payroll/job-administration.ts'
import type { Db, Tx } from './tables.ts'

/** A job family as it is stored. */
export type StoredFamily = JobGroup & { readonly salaried: boolean }

const placeOf = (id: string): number => {
  const place = JOB_FAMILIES.findIndex((family) => family.id === id)
  return place === -1 ? JOB_FAMILIES.length : place
}

/** All job families: the known ones in their order (domain.md 3.3), later ones behind them by id. */
export async function readFamilies(db: Db): Promise<StoredFamily[]> {
  const rows = await db
    .selectFrom('job_family')
    .select(['family_id as id', 'name', 'description', 'salaried', 'active'])
    .orderBy('family_id')
    .execute()
  return rows.toSorted((a, b) => placeOf(a.id) - placeOf(b.id))
}

/** All job codes there are, active or not, by code. */
export async function readCodes(db: Db): Promise<JobCode[]> {
  return db
    .selectFrom('job_code')
    .select(['code', 'title', 'family_id as familyId', 'active'])
    .orderBy('code')
    .execute()
}

/** Stops other changes of the catalogue until this transaction ends, so that its rules are checked on what will be. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.selectFrom('job_family').select('family_id').orderBy('family_id').forUpdate().execute()
}

/** Makes a family, or gives one its new name, description and state. */
export async function saveFamily(tx: Tx, { id, name, description, salaried, active }: StoredFamily): Promise<void> {
  await tx
    .insertInto('job_family')
    .values({ family_id: id, name, description, salaried, active })
    .onConflict((clash) => clash.column('family_id').doUpdateSet({ name, description, active }))
    .execute()
}

/** Gives codes that exist their new title, family and state; sites that have them are computed anew. */
export async function saveCodes(tx: Tx, codes: readonly JobCode[]): Promise<void> {
  for (const { code, title, familyId, active } of codes) {
    await tx.updateTable('job_code').set({ title, family_id: familyId, active }).where('code', '=', code).execute()
  }
  await sql`
    update site set reference_ver = reference_ver + 1
    where site_id in (select site_id from site_job where code = any(${codes.map(({ code }) => code)}::text[]))
  `.execute(tx)
}
