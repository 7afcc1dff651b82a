import { expect, test } from 'vitest'
import { z } from 'zod'
import { API_BASE, API_VERSION, type Endpoint, envelope, FailureEnvelope } from '../../shared/contract/api.ts'
import { calculateApi } from '../../shared/contract/calculate.ts'
import { DEVICE_HEADER, EPOCH_HEADER, PUSH_LIMITS } from '../../shared/contract/sync.ts'
import { ENDPOINTS } from '../support/endpoints.ts'
import { ERROR_CODES } from '../../shared/core/errors.ts'

const schema = (type: z.ZodType | undefined, io: 'input' | 'output', reused: 'inline' | 'ref' = 'inline') =>
  type && z.toJSONSchema(type, { io, reused, unrepresentable: 'throw' })

/** Thirty calculators share their blocks, so these are printed once. */
const isLarge = (path: string) => path === calculateApi.calculate.path

const printed = ({ method, path, summary, scopes, params, query, body, data }: Endpoint) => ({
  route: `${method} ${API_BASE}${path}`,
  summary,
  scopes,
  params: schema(params, 'input'),
  query: schema(query, 'input'),
  body: schema(body, 'input', isLarge(path) ? 'ref' : 'inline'),
  answer: schema(envelope(data), 'output', isLarge(path) ? 'ref' : 'inline'),
})

test('the wire is what wire.json says; if it moves on purpose, raise API_VERSION and say what older laptops do', async () => {
  const wire = {
    version: API_VERSION,
    headers: { epoch: EPOCH_HEADER, device: DEVICE_HEADER },
    limits: PUSH_LIMITS,
    errors: ERROR_CODES,
    failure: schema(FailureEnvelope, 'output'),
    endpoints: Object.fromEntries(Object.entries(ENDPOINTS).map(([name, endpoint]) => [name, printed(endpoint)])),
  }
  await expect(`${JSON.stringify(wire, null, 2)}\n`).toMatchFileSnapshot('./wire.json')
})
