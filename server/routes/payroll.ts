import type { FastifyInstance, FastifyRequest } from 'fastify'
import { payrollUnavailable } from '../../shared/calc/payroll/job-administration.ts'
import { payrollApi } from '../../shared/contract/payroll.ts'
import type { AppParts } from '../app-parts.ts'
import { reachable, type Caller } from '../auth/caller.ts'
import { authorOf } from '../documents/author-of.ts'
import { tagged } from '../documents/row-version.ts'
import { writeDocument } from '../documents/write-document.ts'
import { calculateHours } from '../payroll/calculate-hours.ts'
import { codeDays, payrollDocument, payrollScope } from '../payroll/payroll-document.ts'
import { codeOut, payrollSite } from '../payroll/payroll-site.ts'
import { planPayroll } from '../payroll/plan-payroll.ts'
import { readCodes } from '../store/job-catalogue.ts'
import { findSite, type Site } from '../store/sites.ts'
import { serve } from './serve.ts'

/** A site's payroll of a month as one document, its job codes, and what given hours would cost and earn. */
export function payrollRoutes(app: FastifyInstance, parts: AppParts): void {
  const { now, today } = parts
  const { db } = parts.store

  serve(app, payrollApi.read, { now }, async ({ params, query, caller, request, reply }) => {
    const site = await openPayroll(caller(), params.siteId, request)
    return tagged(reply, await payrollDocument(db, site, params.period, { today: today(), by: query.by }))
  })

  serve(app, payrollApi.write, { now }, async (ask) => {
    const { params, query, body, caller, request, reply } = ask
    const site = await openPayroll(caller(), params.siteId, request)
    const month = params.period
    const answer = await writeDocument(db, {
      author: authorOf(ask, parts),
      site,
      scope: payrollScope(site.siteId, month),
      plan: async (cells, facts, tx) => {
        const known = await payrollSite(tx, site)
        return planPayroll(body, { month, site: known, days: codeDays(known, cells, month).days, facts })
      },
      context: async (_cells, tx) => {
        const { jobs } = await payrollSite(tx, site)
        return { employees: (code) => jobs.find((job) => job.code === code)?.employees ?? null }
      },
      answer: async (tx, warnings) => ({
        ...(await payrollDocument(tx, site, month, { today: today(), by: query.by })),
        warnings: [...warnings],
      }),
    })
    return tagged(reply, answer)
  })

  serve(app, payrollApi.jobCodes, { now }, async ({ params, caller, request }) => {
    const site = await openPayroll(caller(), params.siteId, request)
    const { facts, jobs, families } = await payrollSite(db, site)
    const active = new Map((await readCodes(db)).map((one) => [one.code, one.active]))
    return {
      siteId: site.siteId,
      siteName: site.name,
      unavailable: payrollUnavailable(jobs),
      codes: families.flatMap(({ id, name, jobs: own }) =>
        own.map((job) => ({
          ...codeOut(job, facts),
          familyId: id,
          familyName: name,
          active: active.get(job.code) ?? false,
        })),
      ),
    }
  })

  serve(app, payrollApi.calculate, { now }, async ({ params, body, caller, request }) => {
    const site = await openPayroll(caller(), params.siteId, request)
    return { siteId: site.siteId, ...calculateHours(body, await payrollSite(db, site)) }
  })

  /** The one door to payroll detail: every read of it passes here (domain.md 3.11). */
  async function openPayroll(caller: Caller, siteId: string, request: FastifyRequest): Promise<Site> {
    const site = reachable(caller, await findSite(db, siteId))
    const { period } = request.params as { readonly period?: string }
    await app.audit(request, 'payroll-read', siteId, period)
    return site
  }
}
