import type { Endpoint } from '../../shared/contract/api.ts'
import { calculateApi } from '../../shared/contract/calculate.ts'
import { configApi } from '../../shared/contract/config.ts'
import { dataApi } from '../../shared/contract/data.ts'
import { importsApi } from '../../shared/contract/imports.ts'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { serviceApi } from '../../shared/contract/service.ts'
import { sitesApi } from '../../shared/contract/sites.ts'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { syncApi } from '../../shared/contract/sync.ts'
import { workflowApi } from '../../shared/contract/workflow.ts'

const GROUPS: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
  service: serviceApi,
  statistics: statisticsApi,
  sync: syncApi,
  calculate: calculateApi,
  imports: importsApi,
  plView: plViewApi,
  config: configApi,
  sites: sitesApi,
  data: dataApi,
  workflow: workflowApi,
}

/** Every endpoint of the contract by group and name: `sync.push`. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([group, api]) =>
    Object.entries(api).map(([name, endpoint]) => [`${group}.${name}`, endpoint] as const),
  ),
)
