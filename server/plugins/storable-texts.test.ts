import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectedApi, type InjectedApi } from '../../tests/support/injected-api.ts'

let api: InjectedApi
beforeAll(async () => {
  api = await injectedApi()
})
afterAll(() => api.close())

const refused = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  fields: (body as { errors: { field: string | null }[] }).errors.map(({ field }) => field),
})

test('a NUL character is refused by the name of its field, wherever it stands', async () => {
  expect(refused(await api.ask('GET', '/imports/rejects?feed=%00', { as: 'ines' }))).toEqual({
    status: 400,
    fields: ['feed'],
  })
  const rows = [{ site: '0427' }, { site: '0427', note: 'a\u0000b' }]
  expect(refused(await api.ask('POST', '/imports/actuals', { as: 'ines', body: { fileName: 'a', rows } }))).toEqual({
    status: 400,
    fields: ['rows.1.note'],
  })
  expect(
    refused(
      await api.ask('POST', '/imports/actuals', { as: 'ines', body: { fileName: 'a', rows: [{ 'x\u0000': 1 }] } }),
    ),
  ).toEqual({ status: 400, fields: ['rows.0.x'] })
})
