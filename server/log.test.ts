import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOp } from '../tests/support/an-op.ts'
import { type InjectedApi, injectedApi } from '../tests/support/injected-api.ts'
import { API_BASE } from '../shared/contract/api.ts'
import { tellFailure } from './log.ts'

/** Never in a log: a digit row of a cell, a word of a text, a word of a query. */
const [VALUE, TEXT, QUERY] = [87_654_321, 'Quetzal', 'Xylophone']

describe('the log', () => {
  const lines: string[] = []
  let api: InjectedApi
  let token: string
  beforeAll(async () => {
    api = await injectedApi({ demoSites: 1, log: { write: (line) => lines.push(line) } })
    token = await api.tokenOf('mara')
  })
  afterAll(() => api.close())
  beforeEach(() => lines.splice(0))

  const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, payload?: unknown, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, 'x-device-id': 'laptop-1', 'content-type': 'application/json' }
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const answer = await api.app.inject({
      method,
      url: API_BASE + path,
      headers,
      ...(payload === undefined ? {} : { payload: body }),
    })
    return [answer.statusCode, answer.json<{ requestId: string }>().requestId] as const
  }
  /** What every line has to name, and what none may. */
  const expectClean = (ids: readonly string[]) => {
    const told = lines.map((line) => JSON.parse(line) as { reqId?: string })
    expect(told.map(({ reqId }) => reqId).filter((id) => id === undefined || !ids.includes(id))).toEqual([])
    expect(new Set(told.map(({ reqId }) => reqId))).toEqual(new Set(ids))
    const all = lines.join('\n').toLowerCase()
    const [head = '', payload = '', signature = ''] = token.split('.')
    for (const secret of [head, payload, signature, 'bearer', 'lindqvist', 'mara', String(VALUE), TEXT, QUERY]) {
      expect([secret, all.includes(secret.toLowerCase())]).toEqual([secret, false])
    }
  }

  test('of ordinary requests names routes and requests, and holds nothing of what was asked or typed', async () => {
    const comment = { lineId: 'valetDaily', period: '2026-05-02', text: TEXT }
    const answers = [
      await ask('GET', '/me'),
      await ask('POST', '/sync/push', { ops: [anOp({ value: VALUE })] }),
      await ask('GET', '/data?siteId=0427&lineId=valetDaily&limit=3'),
      await ask('POST', '/comments/0427', comment),
      await ask('GET', `/pl-view/0427/2026-05?breakdown=true`),
    ]
    expect(answers.map(([status]) => status)).toEqual([200, 200, 200, 200, 200])
    expectClean(answers.map(([, id]) => id))
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ msg: 'incoming request', req: { method: 'GET', route: `${API_BASE}/data` } }),
    )
  })

  test('of requests that are refused neither', async () => {
    const answers = [
      await ask('GET', '/me', undefined, `${token}${QUERY}`),
      await ask('GET', `/${QUERY}?name=${TEXT}`),
      await ask('GET', `/sites/%ff?name=${QUERY}`),
      await ask('GET', `/data?siteId=${QUERY}&lineId=${TEXT}`),
      await ask('POST', '/sync/push', `{"ops":[${VALUE}${TEXT}`),
      await ask('POST', '/sync/push', { ops: [{ ...anOp(), value: String(VALUE), [QUERY]: TEXT }] }),
      await ask('PUT', '/statistics/0427/2026-05', { days: [{ [QUERY]: VALUE }] }),
      await ask('GET', `/statistics/${QUERY}/2026-05`),
    ]
    expect(answers.map(([status]) => status)).toEqual([401, 404, 400, 404, 400, 400, 400, 404])
    expectClean(answers.map(([, id]) => id))
  })

  test('of a database that quotes the row it failed over tells where, not what', async () => {
    const { db } = api.store
    await sql`create function quote_row() returns trigger language plpgsql as $$
      begin raise exception 'no room for %', new.text using detail = to_jsonb(new)::text; end $$`.execute(db)
    await sql`create trigger quote before insert on comment for each row execute function quote_row()`.execute(db)
    const answer = await ask('POST', '/comments/0427', { lineId: 'valetDaily', period: '2026-05-02', text: TEXT })
    expect(answer[0]).toBe(500)
    expectClean([answer[1]])
    const failed = lines.map((line) => JSON.parse(line) as { err?: { message: string } }).find(({ err }) => err)
    expect(failed?.err?.message).toMatch(/^code P0001/)
  })
})

describe('a failure in the log', () => {
  test('always: holds nothing of its message, its cause’s, or what hangs on it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{8,40}$/).map((text) => `Canary${text}`)
    const message = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `Bearer ${text}`,
      (text) => `first\n    at ${text} (file.ts:1:1)`,
      (text) => `Error: ${text}\n    at ${text}\n`,
    )
    fc.assert(
      fc.property(secret, message, message, (text, own, inner) => {
        const cause = Object.assign(new Error(inner(text)), { response: { data: [text] } })
        const failure = Object.assign(new TypeError(own(text), { cause }), {
          config: { headers: { authorization: text, deep: [{ text }] } },
          detail: `Key (name)=(${text})`,
          where: text,
          code: 'ECONNREFUSED',
        })
        const told = JSON.stringify(tellFailure(failure))
        expect([told.includes(text), told.includes('ECONNREFUSED'), told.includes('log.test.ts')]).toEqual([
          false,
          true,
          true,
        ])
        expect(JSON.stringify(tellFailure({ text })).includes(text)).toBe(false)
        expect(JSON.stringify(tellFailure(text)).includes(text)).toBe(false)
      }),
    )
  })
})
