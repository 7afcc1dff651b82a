import { expect, test } from 'vitest'
import { z } from 'zod'
import { API_BASE, API_VERSION, type Endpoint, envelope, FailureEnvelope } from '../../shared/contract/api.ts'
import { calculateApi } from '../../shared/contract/calculate.ts'
import { configApi } from '../../shared/contract/config.ts'
import { dataApi } from '../../shared/contract/data.ts'
import { sitesApi } from '../../shared/contract/sites.ts'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { importsApi } from '../../shared/contract/imports.ts'
import { workflowApi } from '../../shared/contract/workflow.ts'
import { serviceApi } from '../../shared/contract/service.ts'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { DEVICE_HEADER, EPOCH_HEADER, PUSH_LIMITS, syncApi } from '../../shared/contract/sync.ts'
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

const apis: Record<string, Record<string, Endpoint>> = {
  service: serviceApi,
  statistics: statisticsApi,
  sync: syncApi,
  imports: importsApi,
  plView: plViewApi,
  config: configApi,
  sites: sitesApi,
  data: dataApi,
  workflow: workflowApi,
  calculate: calculateApi,
}

test('the wire is what wire.json says; if it moves on purpose, raise API_VERSION and say what older laptops do', async () => {
  const wire = {
    version: API_VERSION,
    headers: { epoch: EPOCH_HEADER, device: DEVICE_HEADER },
    limits: PUSH_LIMITS,
    errors: ERROR_CODES,
    failure: schema(FailureEnvelope, 'output'),
    endpoints: Object.fromEntries(
      Object.entries(apis).flatMap(([group, api]) =>
        Object.entries(api).map(([name, endpoint]) => [`${group}.${name}`, printed(endpoint)]),
      ),
    ),
  }
  await expect(`${JSON.stringify(wire, null, 2)}\n`).toMatchFileSnapshot('./wire.json')
})
