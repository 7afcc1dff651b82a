import { z } from 'zod'
import { endpoint } from './api.ts'
import { JobCode } from './calculate/amounts.ts'

const FamilyId = z.string().regex(/^[A-Za-z0-9]{1,40}$/, 'A family id has letters and digits only.')

/** A job code of the catalogue (domain.md 3.3). */
export const CatalogueCode = z.object({
  code: z.string(),
  title: z.string(),
  familyId: z.string(),
  active: z.boolean(),
  /** New from the labor system: its title still is its code. */
  isNew: z.boolean(),
})
/** A job family with its codes; "group" and "family" are one thing (domain.md 3.2). */
export const JobFamily = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  salaried: z.boolean(),
  active: z.boolean(),
  codes: z.array(CatalogueCode),
})
export type JobFamily = z.infer<typeof JobFamily>

const ADMIN = ['forecasting:admin'] as const
/** The texts are checked with the messages of domain.md 3.3, not by the schema. */
const family = {
  name: z.string().max(1_000),
  description: z.string().max(5_000).default(''),
  active: z.boolean().default(true),
}

/** Job families and codes of the whole system, and their administration (domain.md 3.3). */
export const jobsApi = {
  families: endpoint({
    method: 'GET',
    path: '/payroll/job-families',
    summary: 'Job families with their codes',
    scopes: ['payroll:read', 'forecasting:read'],
    data: z.object({ families: z.array(JobFamily) }),
  }),
  createFamily: endpoint({
    method: 'POST',
    path: '/payroll/job-families',
    summary: 'Makes a job family',
    scopes: ADMIN,
    body: z.strictObject({ id: FamilyId, salaried: z.boolean().default(false), ...family }),
    data: JobFamily,
  }),
  replaceFamily: endpoint({
    method: 'PUT',
    path: '/payroll/job-families/:family',
    summary: 'Renames, describes, activates or deactivates a job family',
    scopes: ADMIN,
    params: z.object({ family: FamilyId }),
    body: z.strictObject(family),
    data: JobFamily,
  }),
  assignCodes: endpoint({
    method: 'POST',
    path: '/payroll/job-families/:family/codes',
    summary: 'Puts job codes into a family, at most 100 at a time',
    scopes: ADMIN,
    params: z.object({ family: FamilyId }),
    body: z.strictObject({ codes: z.array(z.string().max(20)).max(1_000) }),
    data: JobFamily,
  }),
  replaceCode: endpoint({
    method: 'PUT',
    path: '/payroll/job-codes/:code',
    summary: 'Titles, places, activates or deactivates a job code; the code itself never changes',
    scopes: ADMIN,
    params: z.object({ code: JobCode }),
    body: z.strictObject({ title: z.string().max(200), familyId: FamilyId, active: z.boolean() }),
    data: CatalogueCode,
  }),
} as const
