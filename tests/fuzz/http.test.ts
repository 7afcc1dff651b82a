import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { API_BASE, type Endpoint, envelope, FailureEnvelope } from '../../shared/contract/api.ts'
import { ENDPOINTS } from '../support/endpoints.ts'
import { injectedApi, type InjectedApi } from '../support/injected-api.ts'
import { fromSchema, HOSTILE, type Schema } from './from-schema.ts'

/** Requests in all; FUZZ asks for another number. */
const REQUESTS = Number(process.env['FUZZ'] ?? 5_000)
const ENTRIES = Object.entries(ENDPOINTS)

const schemaOf = (type: z.ZodType | undefined): Schema | null =>
  type === undefined ? null : (z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema)

/** Requests of an endpoint: mostly of its shape, now and then hostile in one place. */
function requestsOf(endpoint: Endpoint) {
  const [params, query, body] = [schemaOf(endpoint.params), schemaOf(endpoint.query), schemaOf(endpoint.body)]
  return fc.record({
    params: params === null ? fc.constant({}) : fromSchema(params),
    query: query === null ? fc.constant({}) : fromSchema(query),
    body: body === null ? fc.constant(undefined) : fromSchema(body),
    as: fc.constantFrom('mara', 'dana', 'reed', 'ines'),
    etag: fc.option(fc.constantFrom('"0"', '"1"', '*', ...HOSTILE.slice(0, 3).map(encodeURIComponent)), {
      nil: undefined,
    }),
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function pathOf(endpoint: Endpoint, params: unknown, query: unknown): string {
  const named = isRecord(params) ? params : {}
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(wellFormed(text(named[name] ?? 'x'))),
  )
  const asked = isRecord(query)
    ? Object.entries(query).map(
        ([name, value]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(text(value)))}`,
      )
    : []
  return asked.length === 0 ? path : `${path}?${asked.join('&')}`
}

/** A lone surrogate cannot be written into an address at all. */
const wellFormed = (value: string): string => value.replaceAll(/[\ud800-\udfff]/g, '?')

describe('any request at all', () => {
  let api: InjectedApi
  beforeAll(async () => {
    api = await injectedApi()
  })
  afterAll(() => api.close())

  for (const [name, endpoint] of ENTRIES) {
    test(`always: ${name} answers in its own shape or refuses by name, and never breaks`, async () => {
      await fc.assert(
        fc.asyncProperty(requestsOf(endpoint), async ({ params, query, body, as, etag }) => {
          const answer = await api.ask(endpoint.method, pathOf(endpoint, params, query), {
            as,
            ...(body === undefined ? {} : { body }),
            headers: { 'x-device-id': 'fuzz', ...(etag === undefined ? {} : { 'if-match': etag }) },
          })
          const where = `${endpoint.method} ${API_BASE}${pathOf(endpoint, params, query)}`
          expect([where, answer.status < 500]).toEqual([where, true])
          const shape = answer.status === 200 ? z.looseObject(envelope(z.unknown()).shape) : FailureEnvelope
          expect([where, shape.safeParse(answer.body).error]).toEqual([where, undefined])
          const data = answer.status === 200 ? outside(endpoint, answer.data) : null
          expect([where, data]).toEqual([where, null])
        }),
        { numRuns: Math.ceil(REQUESTS / ENTRIES.length) },
      )
    }, 300_000)
  }
})

/** What of an answer's data is outside the endpoint's schema; null when nothing is. */
function outside({ data }: Endpoint, answer: unknown): string | null {
  const schema = z.fromJSONSchema(z.toJSONSchema(data, { io: 'output', unrepresentable: 'any' }))
  const { error } = schema.safeParse(answer)
  return error ? error.message.slice(0, 300) : null
}
