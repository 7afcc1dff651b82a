import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aReason } from '../tests/support/an-act.ts'
import { anOp } from '../tests/support/an-op.ts'
import { injectedApi, type InjectedApi } from '../tests/support/injected-api.ts'
import { API_BASE } from '../shared/contract/api.ts'
import { calculations } from '../shared/contract/calculate.ts'

/** What each role gets of each route: the status of a request that is right in everything else. */
const MATRIX: Record<string, Record<'mara' | 'dana' | 'reed' | 'ines' | 'nobody', number>> = {
  'GET /health/live': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /health/ready': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /openapi.json': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /metrics': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /explorer': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /pages/explorer.js': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /pages/explorer.css': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 200 },
  'GET /me': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /statistics/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /statistics/:siteId/:period': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /statistics/:siteId/productivity': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /statistics/:siteId/trends/:timeframe': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /statistics/:siteId/benchmarks': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /payroll/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /payroll/:siteId/:period': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /payroll/:siteId/job-codes': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /payroll/:siteId/calculate': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /payroll/job-families': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /payroll/job-families': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'PUT /payroll/job-families/:family': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'POST /payroll/job-families/:family/codes': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'PUT /payroll/job-codes/:code': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /parking-rates/:siteId/:year': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /parking-rates/:siteId/:year': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /other-expenses/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /other-expenses/:siteId/:period': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /revenue/other/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /revenue/other/:siteId/:period': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /revenue/external/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /revenue/external/:siteId/:period': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /revenue/internal/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /revenue/internal/:siteId/:period': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /revenue/categories': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/scopes': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/snapshot': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/changes': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/reference': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/imports': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /sync/push': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /sync/ops': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sync/laptops': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /sync/laptops/:deviceId/recovery': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /sync/laptops/:deviceId/recovery/release': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /sync/laptops/:deviceId/lost': { mara: 404, dana: 404, reed: 404, ines: 404, nobody: 401 },
  'GET /sync/laptops/:deviceId/lost': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /calculate': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /pl-view/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /pl-view/:siteId/variance/:comparisonType': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /pl-view/rollup/:organizationLevel/:organizationId': { mara: 403, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /pl-view/rollup/:organizationLevel/:organizationId/variance/:comparisonType': {
    mara: 403,
    dana: 200,
    reed: 200,
    ines: 200,
    nobody: 401,
  },
  'GET /pl-view/rollup/:organizationLevel/:organizationId/sites': {
    mara: 403,
    dana: 200,
    reed: 200,
    ines: 200,
    nobody: 401,
  },
  'GET /flc/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sites': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sites/:siteId': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /sites/:siteId/contract': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /organisation': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /data': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /data': { mara: 409, dana: 409, reed: 403, ines: 409, nobody: 401 },
  'GET /data/:id': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'PUT /data/:id': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'DELETE /data/:id': { mara: 200, dana: 200, reed: 403, ines: 200, nobody: 401 },
  'GET /sync/review': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  // Who only reads may comment; of any other step they are told so in its answer (review-suite).
  'POST /sync/acts': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /snapshots': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /snapshots': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /snapshots/:id': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /snapshots/:id/sites/:siteId': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /submissions': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /submissions/:siteId/:period': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /submissions/:siteId/:period': { mara: 403, dana: 409, reed: 403, ines: 409, nobody: 401 },
  'GET /comments/:siteId': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'POST /comments/:siteId': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
  'GET /config': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'PUT /config': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /imports/feeds': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /imports': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'GET /imports/rejects': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'POST /imports/:feed': { mara: 403, dana: 403, reed: 403, ines: 200, nobody: 401 },
  'POST /imports/rejects/:id': { mara: 403, dana: 403, reed: 403, ines: 404, nobody: 401 },
  'GET /results/:id': { mara: 200, dana: 200, reed: 200, ines: 200, nobody: 401 },
}
const BODY: Record<string, () => unknown> = {
  'PUT /sync/laptops/:deviceId/recovery': () => ({ halfId: randomUUID(), half: 'A'.repeat(43) + '=', name: 'desk' }),
  'POST /sync/laptops/:deviceId/recovery/release': () => ({ halfId: randomUUID() }),
  'POST /sync/laptops/:deviceId/lost': () => ({}),
  'POST /sync/acts': () => ({ acts: [aReason()] }),
  'POST /snapshots': () => ({ firstMonth: '2026-05', siteIds: ['0612'] }),
  'POST /submissions/:siteId/:period': () => ({ action: 'approve' }),
  'POST /comments/:siteId': () => ({ lineId: 'valetDaily', period: '2026-05-02', text: 'Convention.' }),
  'PUT /statistics/:siteId/:period': () => ({ days: [{ date: '2026-11-21', valetDaily: 4 }] }),
  'PUT /config': () => ({}),
  'POST /data': () => ({ siteId: '0427', lineId: 'valetDaily', period: '2026-05-02', value: 4 }),
  'PUT /data/:id': () => ({ value: 4 }),
  'POST /imports/:feed': () => ({ fileName: 'none.csv', rows: [{ user: 'mara', site: '0427' }] }),
  'POST /imports/rejects/:id': () => ({ action: 'drop' }),
  'POST /sync/push': () => ({ ops: [anOp()] }),
  'POST /calculate': () => ({ calculation: 'claims', inputs: calculations.claims.example }),
  'PUT /payroll/:siteId/:period': () => ({ rows: [{ date: '2026-11-21', code: 'VLT1', hours: 8 }] }),
  'POST /payroll/:siteId/calculate': () => ({ hoursByCodeAndDate: { VLT1: { '2026-11-21': 8 } } }),
  'POST /payroll/job-families': () => ({ id: 'Night', name: 'Night crew' }),
  'PUT /payroll/job-families/:family': () => ({ name: 'Night watch' }),
  'POST /payroll/job-families/:family/codes': () => ({ codes: ['PCON'] }),
  'PUT /payroll/job-codes/:code': () => ({ title: 'Parking concierge', familyId: 'Other', active: true }),
  'PUT /parking-rates/:siteId/:year': () => ({
    cells: [{ month: '2026-11', category: 'selfDaily', forecast: 18.5 }],
  }),
  'PUT /other-expenses/:siteId/:period': () => ({ months: [{ month: '2026-11', 7115: 120 }] }),
  'PUT /revenue/other/:siteId/:period': () => ({ months: [{ month: '2026-11', gpoFees: 35 }] }),
  'PUT /revenue/external/:siteId/:period': () => ({ amount: 100_000, reason: 'the garage is closed' }),
  'PUT /revenue/internal/:siteId/:period': () => ({ amount: 30_000, reason: 'the garage is closed' }),
}
/** Served as files and as a description, not as an answer in the envelope. */
const PLAIN = [
  'GET /openapi.json',
  'GET /metrics',
  'GET /explorer',
  'GET /pages/explorer.js',
  'GET /pages/explorer.css',
]
const QUERY: Record<string, string> = {
  'GET /submissions': '?period=2026-05',
  'GET /pl-view/rollup/:organizationLevel/:organizationId/sites': '?row=Payroll&month=2026-05',
  'GET /data': '?siteId=0427&limit=2',
  'GET /sync/snapshot': '?scope=0427:2026',
  'GET /sync/reference': '?site=0427',
  'GET /sync/review': '?site=0427',
  'GET /sync/imports': '?siteId=0427&lineId=valetDaily&period=2026-03-02&scenario=actual',
  'GET /sync/changes': '?scope=0427:2026&cursor=0',
  'GET /sync/ops': '?ids=5a1f6f0e-6f0b-4a3e-9c43-2f1f6d7f2b10',
}

describe('roles and routes', () => {
  let api: InjectedApi
  let snapshotId: string
  beforeAll(async () => {
    api = await injectedApi()
    const body = { firstMonth: '2026-05', siteIds: ['0427'] }
    snapshotId = (await api.ask<{ id: string }>('POST', '/snapshots', { as: 'ines', body })).data.id
  })
  afterAll(() => api.close())

  const resultOf = async (as: string) =>
    (await api.ask<{ id: string }>('POST', '/calculate', { as, body: BODY['POST /calculate']?.() })).data.id
  /** Something of its kind that the person may read. */
  const idFor = (template: string, as: string): Promise<string> | string => {
    if (template.startsWith('/data/')) return encodeURIComponent('0427|valetDaily|2026-05-02|forecast')
    return template.startsWith('/snapshots/') ? snapshotId : resultOf(as)
  }
  const statusOf = async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    ask: Parameters<InjectedApi['ask']>[2],
  ) =>
    PLAIN.includes(`${method} ${path}`)
      ? (await api.app.inject({ url: API_BASE + path, headers: await signedIn(ask) })).statusCode
      : (await api.ask(method, path, ask)).status

  const signedIn = async ({ as }: { readonly as?: string } = {}): Promise<Record<string, string>> =>
    as === undefined ? {} : { authorization: `Bearer ${await api.tokenOf(as)}` }

  test('the matrix names every route there is', () => {
    // printRoutes tells what the router really holds, HEAD twins included, as a tree of path pieces.
    const path: string[] = []
    const held = api.app
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', piece = '', methods = ''] =
          /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([^)]+)\))?/.exec(line) ?? []
        path.splice(indent.length / 4, Infinity, piece)
        const url = path.join('').slice(API_BASE.length)
        return methods.split(', ').flatMap((method) => (['', 'HEAD'].includes(method) ? [] : [`${method} ${url}`]))
      })
    expect(held.toSorted()).toEqual(Object.keys(MATRIX).toSorted())
  })

  for (const [route, row] of Object.entries(MATRIX)) {
    test(`${route} opens for whom it should`, async () => {
      const [method = '', template = ''] = route.split(' ')
      const base =
        template
          .replace(':siteId', '0427')
          .replace(':deviceId', method === 'POST' && template.endsWith('/lost') ? 'no-such' : 'laptop-1')
          .replace(':period', '2026-11')
          .replace(':year', '2026')
          .replace(':family', 'Night')
          .replace(':code', 'PCON')
          .replace(':feed', 'user-sites')
          .replace(':comparisonType', 'budget')
          .replace(':timeframe', '30d')
          .replace(':organizationLevel', 'district')
          .replace(':organizationId', '12') + (QUERY[route] ?? '')
      const got: Record<string, number> = {}
      for (const person of Object.keys(row)) {
        const as = person === 'nobody' ? {} : { as: person }
        const id = await idFor(template, person === 'nobody' ? 'ines' : person)
        const path = base.replace(':id', id)
        const body = BODY[route]?.()
        const needsVersion = method === 'PUT' || method === 'DELETE'
        const etag = needsVersion ? (await api.ask('GET', path, { as: 'ines' })).headers['etag'] : undefined
        const extra = {
          ...(body === undefined ? {} : { body }),
          ...(needsVersion ? { headers: { 'if-match': String(etag) } } : {}),
        }
        got[person] = await statusOf(method as 'GET', path, { ...as, ...extra })
      }
      expect(got).toEqual(row)
    })
  }

  test('a token that was given for reading does not write, whatever the role', async () => {
    const token = await api.tokenOf('ines', { scope: 'forecasting:read' })
    const answer = await api.ask('POST', '/sync/push', { token, body: { ops: [anOp()] } })
    expect([answer.status, answer.codes]).toEqual([403, ['INSUFFICIENT_PERMISSIONS']])
  })

  test('pay by job code is told to whoever reads payroll, not to a token for statistics alone', async () => {
    const of = async (scope: string) =>
      (await api.ask('GET', '/sync/reference?site=0427', { token: await api.tokenOf('ines', { scope }) })).status
    const scopes = ['statistics:read', 'revenue:read', 'payroll:read', 'forecasting:read']
    expect(await Promise.all(scopes.map(of))).toEqual([403, 403, 200, 200])
  })

  test('a session that ended says so', async () => {
    const token = await api.tokenOf('mara', { exp: Math.floor(api.clock.now / 1000) - 60 })
    const answer = await api.ask('GET', '/me', { token })
    expect([answer.status, answer.codes, answer.headers['www-authenticate']]).toEqual([
      401,
      ['EXPIRED_TOKEN'],
      'Bearer',
    ])
  })

  test('the OpenAPI document describes every route but itself and the pages', async () => {
    const response = await api.app.inject(`${API_BASE}/openapi.json`)
    const document = response.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>()
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.slice(API_BASE.length).replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    )
    expect([...told, ...PLAIN].toSorted()).toEqual(Object.keys(MATRIX).toSorted())
  })
})
