import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

type Head = { rowVersion: string }

/** What every category document promises, whatever its category. */
export function documentsSuite(api: () => InjectedApi): void {
  const read = (path: string, as = 'mara') => api().ask<Head>('GET', path, { as })
  const write = async (path: string, body: unknown, headers: Record<string, string> = {}, as = 'mara') =>
    api().ask<Head>('PUT', path, {
      as,
      body,
      headers: { 'if-match': String((await read(path)).headers['etag']), ...headers },
    })
  const audited = async () =>
    (
      await api()
        .store.db.selectFrom('cell_audit')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows
  const shown = ({ data }: Answer, { typedIn }: DocumentKind, keys: readonly string[]) => {
    const all = new Map(typedIn(data).map(({ key, value }) => [key, value]))
    return keys.map((key) => [key, all.get(key) ?? null])
  }

  for (const kind of DOCUMENT_KINDS) {
    describe(`the document of ${kind.name}`, () => {
      test('always: what was put is what is read', async () => {
        await fc.assert(
          fc.asyncProperty(kind.anyValues, async (values) => {
            const written = await write(kind.path, kind.bodyOf(values))
            expect(written.body.errors).toEqual([])
            const keys = values.map(({ key }) => key)
            const put = values.map(({ key, value }) => [key, value])
            const now = await read(kind.path)
            expect(shown(now, kind, keys)).toEqual(put)
            expect(now.headers['etag']).toBe(written.headers['etag'])
          }),
          { numRuns: 8 },
        )
      })

      test('always: putting back what was read changes nothing and makes no version', async () => {
        const before = await read(kind.path)
        const rows = await audited()
        const again = await write(kind.path, kind.bodyOf(kind.typedIn(before.data)))
        const { warnings, ...document } = again.data as Head & { warnings: unknown[] }
        expect(Array.isArray(warnings)).toBe(true)
        expect([document, again.headers['etag'], await audited()]).toEqual([before.data, before.headers['etag'], rows])
      })

      test('a request sent twice under one name is done once and answered the same', async () => {
        const [first] = fc.sample(
          kind.anyValues.filter(([one]) => one?.value !== null),
          { numRuns: 1, seed: 7 },
        )
        const [one] = first ?? []
        const stands = await read(kind.path)
        // Another value than the one that stands there, or nothing would be written.
        const held = kind.typedIn(stands.data).find(({ key }) => key === one?.key)?.value
        const value = held === 0 ? 1 : 0
        const body = kind.bodyOf([{ key: one?.key ?? '', value }])
        const headers = { 'idempotency-key': `once ${kind.name}`.replaceAll(' ', '-') }
        const before = stands.headers['etag']
        const send = (more: Record<string, string>, sent = body) =>
          api().ask<Head>('PUT', kind.path, {
            as: 'mara',
            body: sent,
            headers: { 'if-match': String(before), ...more },
          })
        const done = await send(headers)
        const rows = await audited()
        const again = await send(headers)
        expect([done.status, again.status, again.data, again.headers['etag']]).toEqual([
          200,
          200,
          done.data,
          done.headers['etag'],
        ])
        expect(await audited()).toBe(rows)
        const other = await send(headers, kind.bodyOf([{ key: one?.key ?? '', value: null }]))
        expect([other.status, other.codes]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']])
        expect([(await send({})).codes, await audited()]).toEqual([['PRECONDITION_FAILED'], rows])
      })

      test('without the version that was read nothing is written, and neither by who may only read', async () => {
        const body = kind.bodyOf(kind.typedIn((await read(kind.path)).data))
        const bare = await api().ask('PUT', kind.path, { as: 'mara', body })
        const reed = await write(kind.path, body, {}, 'reed')
        expect([bare.codes, reed.codes]).toEqual([['PRECONDITION_REQUIRED'], ['INSUFFICIENT_PERMISSIONS']])
      })

      test('another manager’s site is refused, read or written', async () => {
        const path = kind.path.replace('0427', '0431')
        const body = kind.bodyOf(kind.typedIn((await read(kind.path)).data))
        const answers = [
          await api().ask('GET', path, { as: 'owen' }),
          await api().ask('PUT', path, { as: 'owen', body, headers: { 'if-match': '"1"' } }),
        ]
        expect(answers.map(({ status, codes }) => [status, codes])).toEqual([
          [403, ['INSUFFICIENT_PERMISSIONS']],
          [403, ['INSUFFICIENT_PERMISSIONS']],
        ])
      })
    })
  }

  test('one name is one person’s: somebody else’s request under it is a request of its own', async () => {
    const path = '/parking-rates/0427/2026'
    const headers = { 'idempotency-key': 'shared-name' }
    const body = (forecast: number) => ({ cells: [{ month: '2026-12', category: 'valetMonthly', forecast }] })
    const mara = await write(path, body(211), headers)
    const owen = await write(path, body(212), headers, 'owen')
    expect([mara.status, owen.status]).toEqual([200, 200])
    expect(owen.data.rowVersion).not.toBe(mara.data.rowVersion)
  })

  test('a request that failed leaves its name free', async () => {
    const path = '/parking-rates/0427/2026'
    const headers = { 'idempotency-key': 'second-try' }
    const body = (forecast: number) => ({ cells: [{ month: '2026-12', category: 'selfMonthly', forecast }] })
    expect((await write(path, body(1000), headers)).status).toBe(400)
    expect((await write(path, body(171), headers)).status).toBe(200)
  })

  test('two writers who read the same: one is written, the other is told', async () => {
    const path = '/parking-rates/0427/2026'
    const etag = String((await read(path)).headers['etag'])
    const put = (as: string, forecast: number) =>
      api().ask('PUT', path, {
        as,
        body: { cells: [{ month: '2026-11', category: 'valetDaily', forecast }] },
        headers: { 'if-match': etag },
      })
    const answers = await Promise.all([put('mara', 41.5), put('owen', 42.5)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  })

  test('every change has one audit row of the person who made it', async () => {
    const rows = await audited()
    const written = await write('/parking-rates/0427/2026', {
      cells: [
        { month: '2026-11', category: 'selfAggregator', forecast: 11.25 },
        { month: '2026-12', category: 'selfAggregator', forecast: 12.25 },
      ],
    })
    const last = await api()
      .store.db.selectFrom('cell_audit')
      .select(['line_id', 'period', 'after', 'sub', 'source', 'device_id'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    const row = { line_id: 'rate.selfAggregator', sub: 'mara', source: 'document', device_id: null }
    expect([written.status, (await audited()) - rows, last]).toEqual([
      200,
      2,
      [
        { ...row, period: '2026-12', after: 1225 },
        { ...row, period: '2026-11', after: 1125 },
      ],
    ])
  })

  test('a name that is no plain text is refused by name', async () => {
    const answer = await api().app.inject({
      method: 'PUT',
      url: `${API_BASE}/parking-rates/0427/2026`,
      headers: {
        authorization: `Bearer ${await api().tokenOf('mara')}`,
        'if-match': '"1"',
        'idempotency-key': 'x'.repeat(101),
      },
      payload: { cells: [{ month: '2026-12', category: 'selfMonthly', forecast: 1 }] },
    })
    const { errors } = answer.json<{ errors: { code: string; field: string }[] }>()
    expect(errors.map(({ code, field }) => [code, field])).toEqual([['INVALID_DATA_TYPE', 'idempotency-key']])
  })
}
