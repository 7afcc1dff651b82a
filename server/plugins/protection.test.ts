import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_BASE, FailureEnvelope } from '../../shared/contract/api.ts'
import { injectedApi, type InjectedApi } from '../../tests/support/injected-api.ts'
import { readConfig } from '../config.ts'

describe('what surrounds the routes', () => {
  let api: InjectedApi
  beforeAll(async () => {
    const { allowedFrom } = readConfig({
      FRONTLINE_ISSUER: 'https://id.example.test',
      FRONTLINE_ALLOW_FROM: '127.0.0.1,10.20.0.0/16, 2001:db8::/32',
    })
    api = await injectedApi({ demoSites: 1, ...(allowedFrom === undefined ? {} : { allowedFrom }) })
  })
  afterAll(() => api.close())

  const from = async (remoteAddress: string, url: string, headers = {}) =>
    api.app.inject({ url: API_BASE + url, remoteAddress, headers })

  test.each(['127.0.0.1', '10.20.255.1', '::ffff:10.20.0.9', '2001:db8:1::7'])('%s is on the list', async (address) => {
    expect((await from(address, '/openapi.json')).statusCode).toBe(200)
  })

  test.each(['10.21.0.1', '::1', '2001:db9::1', '::ffff:192.0.2.1'])(
    '%s is not, whatever it claims',
    async (address) => {
      const answer = await from(address, '/me', {
        authorization: `Bearer ${await api.tokenOf('ines')}`,
        'x-forwarded-for': '127.0.0.1',
      })
      expect([answer.statusCode, answer.json<{ data: unknown }>().data]).toEqual([403, null])
      expect((await from(address, '/health/live')).statusCode).toBe(200)
      expect((await from(address, '/nothing')).statusCode).toBe(403)
    },
  )

  test.each(['10.0.0.0/33', '10.0.0', 'everyone', '10.0.0.0/8/8', '10.0.0.0/', ''])('“%s” is no range', (range) => {
    const environment = { FRONTLINE_ISSUER: 'https://id.example.test', FRONTLINE_ALLOW_FROM: range }
    expect(() => readConfig(environment)).toThrow('FRONTLINE_ALLOW_FROM must look like 10.1.0.0/16,192.0.2.7')
  })

  test('no answer is kept on its way, and none is run or framed: data, failures and nothing found alike', async () => {
    for (const path of ['/health/live', '/me', '/nothing']) {
      const { headers } = await from('127.0.0.1', path)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      })
    }
    const page = await from('127.0.0.1', '/explorer')
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  })

  test('a request is named at random, never as the caller likes, and every answer to another page stays closed', async () => {
    const named = { 'request-id': 'mine', 'x-request-id': 'mine', 'x-correlation-id': 'mine', origin: 'https://x.test' }
    const answers = await Promise.all(Array.from({ length: 200 }, () => from('127.0.0.1', '/health/live', named)))
    const ids = answers.map((answer) => answer.json<{ requestId: string }>().requestId)
    // The form of a UUID made of chance alone (version 4): 122 bits that nobody guesses.
    expect(
      ids.filter((id) => !/^req_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(
      answers.flatMap(({ headers }) => Object.keys(headers)).filter((one) => one.startsWith('access-control')),
    ).toEqual([])
  })

  test('a failure of the server itself shows nothing of the inside', async () => {
    const { db } = api.store
    await sql`create function tell() returns trigger language plpgsql as $$
      begin raise exception 'select quetzal from %', tg_table_name; end $$`.execute(db)
    await sql`create trigger tell before insert on comment for each row execute function tell()`.execute(db)
    const comment = { lineId: 'valetDaily', period: '2026-05-02', text: 'Convention.' }
    const { status, body } = await api.ask('POST', '/comments/0427', { as: 'mara', body: comment })
    expect([status, FailureEnvelope.parse(body).errors.map(({ details }) => details)]).toEqual([500, [null]])
    expect(JSON.stringify(body)).not.toMatch(/quetzal|select|insert|comment|trigger|P0001|\.ts|kysely|node_modules/i)
    await sql`drop trigger tell on comment`.execute(db)
  })

  test('the metrics count requests by route and never by site or person', async () => {
    const asked = () => api.ask('GET', '/statistics/0427/2026-05', { as: 'mara' })
    const read = async (as: string) =>
      from('127.0.0.1', '/metrics', { authorization: `Bearer ${await api.tokenOf(as)}` })
    const countOf = (text: string) =>
      Number(
        /^frontline_request_seconds_count\{method="GET",route="[^"]+\/statistics\/:siteId\/:period",status="200"\} (\d+)$/m.exec(
          text,
        )?.[1] ?? 0,
      )
    await asked()
    const before = (await read('ines')).body
    await asked()
    const after = (await read('ines')).body
    expect(countOf(after) - countOf(before)).toBe(1)
    expect(after).toMatch(/^frontline_events_waiting 0$/m)
    expect(after).not.toMatch(/[/"]0427|mara/)
    expect((await read('mara')).statusCode).toBe(403)
  })
})
