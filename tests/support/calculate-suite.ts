import { describe, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
import { CALCULATION_NAMES, calculations } from '../../shared/contract/calculate.ts'
import { RESULTS_PER_PERSON } from '../../server/store/results.ts'
import type { InjectedApi } from './injected-api.ts'

type Run = { id: string; calculation: string; result: { total: number | null; exact: string | null } }
type Kept = Run & { inputs: unknown; createdAt: string }

/** Calculating on given inputs, and finding the results again. */
export function calculateSuite(api: () => InjectedApi): void {
  const run = (calculation: string, inputs: unknown, as = 'mara') =>
    api().ask<Run>('POST', '/calculate', { as, body: { calculation, inputs } })
  const kept = (id: string, as = 'mara') => api().ask<Kept>('GET', `/results/${id}`, { as })
  const split = (value: number, as?: string) => run('payrollSplit', { ...calculations.payrollSplit.example, value }, as)

  describe('calculating on given inputs', () => {
    test('a result is found again by its id, with the inputs as they were understood', async () => {
      const asked = {
        stored: 12.345,
        escalator: { month: 3, type: 'Percentage', value: 5 },
        month: '2026-05',
        today: '2026-04-10',
      }
      const { status, data } = await run('escalate', asked)
      expect([status, data.calculation, data.result.total, data.result.exact]).toEqual([
        200,
        'escalate',
        12.96,
        '12.96',
      ])
      const again = await kept(data.id)
      expect([again.status, again.data]).toEqual([
        200,
        {
          ...data,
          createdAt: new Date(api().clock.now).toISOString(),
          inputs: { ...asked, escalator: { ...asked.escalator, enabled: true, asOf: null }, activeFrom: null },
        },
      ])
    })

    test('what it takes from a result is enough to calculate it again', async () => {
      for (const name of CALCULATION_NAMES) {
        const first = await run(name, calculations[name].example)
        const again = await run(name, (await kept(first.data.id)).data.inputs)
        expect([name, again.status, again.data.result]).toEqual([name, 200, first.data.result])
      }
    })

    test('nothing stored is touched', async () => {
      const sizes = async () =>
        Promise.all(
          (['cell', 'cell_audit', 'op_result'] as const).map((table) =>
            api()
              .store.db.selectFrom(table)
              .select((eb) => eb.fn.countAll().as('rows'))
              .execute(),
          ),
        )
      const before = await sizes()
      await run('internalRevenue', calculations.internalRevenue.example)
      expect(await sizes()).toEqual(before)
    })

    test("somebody else's result, and one that never was, are not found", async () => {
      const { data } = await split(10, 'owen')
      const answers = [await kept(data.id, 'mara'), await kept('5a1f6f0e-6f0b-4a3e-9c43-2f1f6d7f2b10'), await kept('7')]
      expect(answers.map(({ status, codes, body }) => [status, codes, body.errors[0]?.field])).toEqual([
        [404, ['NOT_FOUND'], 'id'],
        [404, ['NOT_FOUND'], 'id'],
        [400, ['INVALID_DATA_TYPE'], 'id'],
      ])
      expect((await kept(data.id, 'owen')).status).toBe(200)
    })

    test("a person's latest results are kept, and the oldest makes room; other people's stay", async () => {
      const other = await split(1, 'owen')
      const ids: string[] = []
      for (let i = 0; i <= RESULTS_PER_PERSON; i += 1) ids.push((await split(i, 'dana')).data.id)
      const found = await Promise.all(ids.map(async (id) => (await kept(id, 'dana')).status))
      expect(found).toEqual([404, ...Array.from({ length: RESULTS_PER_PERSON }, () => 200)])
      expect((await kept(other.data.id, 'owen')).status).toBe(200)
    })

    test('a token without reading rights does not calculate', async () => {
      const token = await api().tokenOf('mara', { scope: 'payroll:read' })
      const body = { calculation: 'claims', inputs: calculations.claims.example }
      const answer = await api().ask('POST', '/calculate', { token, body })
      expect([answer.status, answer.codes]).toEqual([403, ['INSUFFICIENT_PERMISSIONS']])
    })

    test('the OpenAPI document has the inputs, the answer and an example of every calculation', async () => {
      type Told = { title: string; example?: unknown; properties: Record<string, { const?: string; type?: string }> }
      type Content = { content: { 'application/json': { schema: unknown } } }
      const { paths } = (await api().app.inject(`${API_BASE}/openapi.json`)).json<{
        paths: Record<string, { post: { requestBody: Content; responses: Record<string, Content> } }>
      }>()
      const { requestBody, responses } = paths[`${API_BASE}/calculate`]?.post ?? {}
      const requests = requestBody?.content['application/json'].schema as { oneOf: Told[] }
      const answers = responses?.['200']?.content['application/json'].schema as {
        properties: { data: { oneOf: Told[] } }
      }
      expect(requests.oneOf.map(({ title, example }) => [title, example])).toEqual(
        CALCULATION_NAMES.map((name) => [name, { calculation: name, inputs: calculations[name].example }]),
      )
      expect(answers.properties.data.oneOf.map(({ title, properties }) => [title, properties['result']?.type])).toEqual(
        CALCULATION_NAMES.map((name) => [name, 'object']),
      )
    })
  })
}
