import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../tests/support/endpoints.ts'
import { injectedApi, type InjectedApi } from '../tests/support/injected-api.ts'
import type { Endpoint } from '../shared/contract/api.ts'
import { calculations } from '../shared/contract/calculate.ts'

const OWN = '0427'
const FOREIGN = '0612'

/** A request about a site, right in everything else. */
type Asked = { readonly path: string; readonly body?: unknown }

const FILL: Readonly<Record<string, string>> = {
  period: '2026-11',
  year: '2026',
  comparisonType: 'budget',
  timeframe: '90d',
  organizationLevel: 'site',
  id: '5a1f6f0e-6f0b-4a3e-9c43-2f1f6d7f2b10',
}
/** What else a route with a site in its path needs to be asked with. */
const MORE: Readonly<Record<string, { readonly query?: string; readonly body?: unknown }>> = {
  'statistics.write': { body: { days: [{ date: '2026-11-21', valetDaily: 4 }] } },
  'payroll.write': { body: { rows: [{ date: '2026-11-21', code: 'VLT1', hours: 8 }] } },
  'payroll.calculate': { body: { hoursByCodeAndDate: { VLT1: { '2026-11-21': 8 } } } },
  'parkingRates.write': { body: { cells: [{ month: '2026-11', category: 'selfDaily', forecast: 18.5 }] } },
  'otherRevenue.write': { body: { months: [{ month: '2026-11', gpoFees: 35 }] } },
  'otherExpenses.write': { body: { months: [{ month: '2026-11', 7115: 120 }] } },
  'revenue.overrideExternal': { body: { amount: 1, reason: 'the garage is closed' } },
  'revenue.overrideInternal': { body: { amount: 1, reason: 'the garage is closed' } },
  'workflow.move': { body: { action: 'submit' } },
  'workflow.say': { body: { lineId: 'valetDaily', period: '2026-05-02', text: 'Convention.' } },
}
/** Routes that name a site elsewhere than in their path. */
const ELSEWHERE: Readonly<Record<string, (siteId: string) => Asked>> = {
  'plView.rollup': (siteId) => ({ path: `/pl-view/rollup/site/${siteId}` }),
  'rollupVariance.variance': (siteId) => ({ path: `/pl-view/rollup/site/${siteId}/variance/budget` }),
  'rollupVariance.sites': (siteId) => ({ path: `/pl-view/rollup/site/${siteId}/sites?row=FLC&month=2026-05` }),
  'data.list': (siteId) => ({ path: `/data?siteId=${siteId}` }),
  'data.create': (siteId) => ({
    path: '/data',
    body: { siteId, lineId: 'valetDaily', period: '2026-11-22', value: 4 },
  }),
  'data.read': (siteId) => ({ path: factPath(siteId) }),
  'data.replace': (siteId) => ({ path: factPath(siteId), body: { value: 4 } }),
  'data.remove': (siteId) => ({ path: factPath(siteId) }),
  'sync.snapshot': (siteId) => ({ path: `/sync/snapshot?scope=${siteId}:2026` }),
  'sync.changes': (siteId) => ({ path: `/sync/changes?scope=${siteId}:2026&cursor=0` }),
  'sync.reference': (siteId) => ({ path: `/sync/reference?site=${siteId}` }),
  'sync.imports': (siteId) => ({
    path: `/sync/imports?siteId=${siteId}&lineId=valetDaily&period=2026-03-02&scenario=actual`,
  }),
  'review.review': (siteId) => ({ path: `/sync/review?site=${siteId}` }),
}
/** Routes about several sites, which leave out what the caller may not see. */
const LISTS = ['sites.list', 'sites.organisation', 'workflow.submissions', 'sync.scopes', 'service.me']

const factPath = (siteId: string) => `/data/${encodeURIComponent(`${siteId}|valetDaily|2026-05-02|forecast`)}`

const askedOf = (name: string, { path }: Endpoint, siteId: string): Asked => {
  const elsewhere = ELSEWHERE[name]
  if (elsewhere) return elsewhere(siteId)
  const { query = '', body } = MORE[name] ?? {}
  const filled = path.replace(/:(\w+)/g, (_, key: string) => (key === 'siteId' ? siteId : (FILL[key] ?? key)))
  return { path: filled + query, ...(body === undefined ? {} : { body }) }
}
const aboutOne = Object.entries(ENDPOINTS).filter(
  ([name, { path }]) => path.includes(':siteId') || Object.hasOwn(ELSEWHERE, name),
)

describe('a site of somebody else', () => {
  let api: InjectedApi
  beforeAll(async () => {
    api = await injectedApi()
  })
  afterAll(() => api.close())

  /** Somebody with every right, at their own site only. */
  const ask = async (name: string, siteId: string) => {
    const endpoint = ENDPOINTS[name] as Endpoint
    const { path, body } = askedOf(name, endpoint, siteId)
    const token = await api.tokenOf('ines', { site_access: [OWN] })
    const headers = { 'if-match': '"0"' }
    return api.ask(endpoint.method, path, { token, headers, ...(body === undefined ? {} : { body }) })
  }

  for (const [name] of aboutOne) {
    test(`${name} is refused there, whoever asks, with nothing but the reason`, async () => {
      const { status, body } = await ask(name, FOREIGN)
      expect([status, body.data, body.errors.map(({ code }) => code)]).toEqual([
        403,
        null,
        ['INSUFFICIENT_PERMISSIONS'],
      ])
      // The very request is answered at a site of one's own, or refused for another reason.
      expect((await ask(name, OWN)).codes).not.toContain('INSUFFICIENT_PERMISSIONS')
    })
  }

  test('every route that takes a site is asked above', () => {
    const takesSite = Object.entries(ENDPOINTS).flatMap(([name, { params, query, body }]) => {
      const named = [params, query, body].flatMap((schema) => Object.keys((schema as { shape?: object })?.shape ?? {}))
      return named.some((key) => ['siteId', 'site', 'scope', 'organizationId'].includes(key)) ? [name] : []
    })
    expect(takesSite.filter((name) => !aboutOne.some(([known]) => known === name))).toEqual([])
  })

  test('a list holds nothing of it', async () => {
    const token = await api.tokenOf('ines', { site_access: [OWN] })
    for (const name of LISTS) {
      const endpoint = ENDPOINTS[name] as Endpoint
      const query = name === 'workflow.submissions' ? '?period=2026-05' : ''
      const { status, body } = await api.ask(endpoint.method, endpoint.path + query, { token })
      expect([name, status, JSON.stringify(body.data).includes(OWN)]).toEqual([name, 200, true])
      expect([name, JSON.stringify(body.data).includes(FOREIGN)]).toEqual([name, false])
    }
  })

  test('a result of somebody else is not there', async () => {
    const body = { calculation: 'claims', inputs: calculations.claims.example }
    const { data } = await api.ask<{ id: string }>('POST', '/calculate', { as: 'ines', body })
    const of = async (as: string) => (await api.ask('GET', `/results/${data.id}`, { as })).codes
    expect([await of('ines'), await of('owen')]).toEqual([[], ['NOT_FOUND']])
  })
})
