import { z } from 'zod'
import { endpoint } from './api.ts'
import { Kind } from './calculate/profit-and-loss.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import {
  COMPARISONS,
  Counts,
  FiscalYear,
  PlRowCode,
  READ,
  ROLLUP_LEVELS,
  RollupFilter,
  VarianceCell,
  VarianceRows,
} from './pl-view.ts'

const params = { organizationLevel: z.enum(ROLLUP_LEVELS), organizationId: z.string().min(1).max(60) }
/** Only for `forecast`: the snapshot to compare with; left out, each site's latest. */
const snapshot = z.uuid().optional()

const head = {
  level: z.enum(ROLLUP_LEVELS),
  id: z.string(),
  name: z.string(),
  comparison: z.enum(COMPARISONS),
  ...Counts,
  /** False when sites of the node are left out, because the caller may not see them or a filter is set. */
  isWhole: z.boolean(),
}

export const rollupVarianceApi = {
  variance: endpoint({
    method: 'GET',
    path: '/pl-view/rollup/:organizationLevel/:organizationId/variance/:comparisonType',
    summary: 'Every row of a rollup against budget, prior year, forecasts of record, or actual against forecast',
    scopes: READ,
    params: z.object({ ...params, comparisonType: z.enum(COMPARISONS) }),
    query: RollupFilter.extend({ year: FiscalYear.optional(), snapshot }),
    data: z.object({
      ...head,
      year: z.number().int(),
      /** Sites on both sides: one without a forecast of record is on neither. */
      compared: z.number().int(),
      rows: VarianceRows,
    }),
  }),
  sites: endpoint({
    method: 'GET',
    path: '/pl-view/rollup/:organizationLevel/:organizationId/sites',
    summary: 'The sites behind one row and month of a rollup, each with its value and variance',
    scopes: READ,
    params: z.object(params),
    query: RollupFilter.extend({
      row: PlRowCode,
      month: MonthPeriod,
      comparison: z.enum(COMPARISONS).default('budget'),
      snapshot,
    }),
    data: z.object({
      ...head,
      row: PlRowCode,
      month: MonthPeriod,
      values: z.array(
        VarianceCell.extend({
          siteId: SiteId,
          name: z.string(),
          kind: Kind,
          /** True when the value rests on a forecast, in whole or in part. */
          isForecast: z.boolean(),
          error: z.string().nullable(),
        }),
      ),
    }),
  }),
} as const
