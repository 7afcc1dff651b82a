import type { FastifyInstance } from 'fastify'
import { assignmentProblem, jobCodeProblem, jobGroupProblem } from '../../shared/calc/payroll/job-administration.ts'
import { isNewJobCode } from '../../shared/calc/payroll/site-job.ts'
import type { JobCode } from '../../shared/categories/payroll.ts'
import { type JobFamily, jobsApi } from '../../shared/contract/jobs.ts'
import { AppError, type ErrorCode } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import {
  lockCatalogue,
  readCodes,
  readFamilies,
  saveCodes,
  saveFamily,
  type StoredFamily,
} from '../store/job-catalogue.ts'
import type { Tx } from '../store/tables.ts'
import { serve } from './serve.ts'

type Catalogue = { readonly groups: readonly StoredFamily[]; readonly codes: readonly JobCode[] }

/** Job families and codes of the whole system, and their administration (domain.md 3.3). */
export function jobsRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  const { db } = store

  /** Changes the catalogue: the rules are checked on what is there while nobody else changes it. */
  const change = <T>(work: (tx: Tx, catalogue: Catalogue) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      await lockCatalogue(tx)
      return work(tx, { groups: await readFamilies(tx), codes: await readCodes(tx) })
    })

  serve(app, jobsApi.families, { now }, async () => {
    const codes = await readCodes(db)
    return { families: (await readFamilies(db)).map((family) => familyOut(family, codes)) }
  })

  serve(app, jobsApi.createFamily, { now }, ({ body }) =>
    change(async (tx, { groups, codes }) => {
      if (groups.some(({ id }) => id === body.id)) {
        refuse('VERSION_CONFLICT', 'id', 'A group with this id exists.', body.id)
      }
      return familyOut(await saved(tx, body, groups, codes), codes)
    }),
  )

  serve(app, jobsApi.replaceFamily, { now }, ({ params, body }) =>
    change(async (tx, { groups, codes }) => {
      const { id, salaried } = familyOf(params.family, groups)
      return familyOut(await saved(tx, { ...body, id, salaried }, groups, codes), codes)
    }),
  )

  serve(app, jobsApi.assignCodes, { now }, ({ params, body }) =>
    change(async (tx, { groups, codes }) => {
      const family = familyOf(params.family, groups)
      const problem = assignmentProblem(body.codes, family.id, { groups, codes })
      if (problem !== null) refuse('INVALID_DATA_TYPE', 'codes', problem, body.codes)
      const moved = codes.filter(({ code }) => body.codes.includes(code))
      await saveCodes(
        tx,
        moved.map((job) => ({ ...job, familyId: family.id })),
      )
      return familyOut(family, await readCodes(tx))
    }),
  )

  serve(app, jobsApi.replaceCode, { now }, ({ params, body }) =>
    change(async (tx, { groups, codes }) => {
      const { code } = params
      if (!codes.some((job) => job.code === code)) refuse('NOT_FOUND', 'code', `Job code not found: ${code}.`, code)
      if (!groups.some(({ id }) => id === body.familyId)) {
        refuse('INVALID_DATA_TYPE', 'familyId', 'Choose a target group.', body.familyId)
      }
      const job: JobCode = { ...body, code }
      const problem = jobCodeProblem(job, groups)
      if (problem !== null) {
        const isTitle = job.title.trim() === ''
        refuse('INVALID_DATA_TYPE', isTitle ? 'title' : 'active', problem, isTitle ? job.title : job.active)
      }
      await saveCodes(tx, [job])
      return codeOut(job)
    }),
  )
}

/** The family as it is saved; what is wrong with it names its field. */
async function saved(
  tx: Tx,
  family: StoredFamily,
  groups: readonly StoredFamily[],
  codes: readonly JobCode[],
): Promise<StoredFamily> {
  const problem = jobGroupProblem(family, groups, codes)
  if (problem !== null) {
    const field = problem.startsWith('A description')
      ? 'description'
      : problem.includes('deactivated')
        ? 'active'
        : 'name'
    refuse('INVALID_DATA_TYPE', field, problem, family[field])
  }
  await saveFamily(tx, family)
  return family
}

function familyOf(id: string, groups: readonly StoredFamily[]): StoredFamily {
  return groups.find((family) => family.id === id) ?? refuse('NOT_FOUND', 'family', 'There is no such job family.', id)
}

function refuse(code: ErrorCode, field: string, message: string, providedValue: unknown): never {
  throw new AppError(code, message, [{ code, field, message, providedValue }])
}

const codeOut = (job: JobCode): JobFamily['codes'][number] => ({ ...job, isNew: isNewJobCode(job) })

const familyOut = (family: StoredFamily, codes: readonly JobCode[]): JobFamily => ({
  ...family,
  codes: codes.filter(({ familyId }) => familyId === family.id).map(codeOut),
})
