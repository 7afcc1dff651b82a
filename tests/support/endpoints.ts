import type { Endpoint } from '../../shared/contract/api.ts'
import { calculateApi } from '../../shared/contract/calculate.ts'
import { configApi } from '../../shared/contract/config.ts'
import { dataApi } from '../../shared/contract/data.ts'
import { importsApi } from '../../shared/contract/imports.ts'
import { jobsApi } from '../../shared/contract/jobs.ts'
import { laptopsApi } from '../../shared/contract/laptops.ts'
import { otherExpensesApi } from '../../shared/contract/other-expenses.ts'
import { otherRevenueApi } from '../../shared/contract/other-revenue.ts'
import { parkingRatesApi } from '../../shared/contract/parking-rates.ts'
import { payrollApi } from '../../shared/contract/payroll.ts'
import { plViewApi } from '../../shared/contract/pl-view.ts'
import { revenueApi } from '../../shared/contract/revenue.ts'
import { reviewApi } from '../../shared/contract/review.ts'
import { rollupVarianceApi } from '../../shared/contract/rollup-variance.ts'
import { serviceApi } from '../../shared/contract/service.ts'
import { sitesApi } from '../../shared/contract/sites.ts'
import { snapshotsApi } from '../../shared/contract/snapshots.ts'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { statisticsMeasuresApi } from '../../shared/contract/statistics-measures.ts'
import { syncApi } from '../../shared/contract/sync.ts'
import { workflowApi } from '../../shared/contract/workflow.ts'

const GROUPS: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
  service: serviceApi,
  statistics: statisticsApi,
  statisticsMeasures: statisticsMeasuresApi,
  payroll: payrollApi,
  jobs: jobsApi,
  parkingRates: parkingRatesApi,
  otherRevenue: otherRevenueApi,
  otherExpenses: otherExpensesApi,
  revenue: revenueApi,
  sync: syncApi,
  laptops: laptopsApi,
  calculate: calculateApi,
  imports: importsApi,
  plView: plViewApi,
  rollupVariance: rollupVarianceApi,
  config: configApi,
  sites: sitesApi,
  data: dataApi,
  workflow: workflowApi,
  review: reviewApi,
  snapshots: snapshotsApi,
}

/** Every endpoint of the contract by group and name: `sync.push`. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([group, api]) =>
    Object.entries(api).map(([name, endpoint]) => [`${group}.${name}`, endpoint] as const),
  ),
)
