import { z } from 'zod'
import { endpoint } from './api.ts'
import { PlRows } from './calculate/profit-and-loss.ts'
import { CellPeriod, LineId, MonthPeriod, SiteId } from './cell.ts'
import { Page } from './sites.ts'

const READ = ['forecasting:read', 'revenue:read'] as const
const Year = z.number().int()

/** A forecast of record (domain.md 10.3): it never changes, and the P&L is compared with it. */
export const Snapshot = z.object({
  id: z.uuid(),
  name: z.string(),
  firstMonth: MonthPeriod,
  lastMonth: MonthPeriod,
  by: z.string(),
  at: z.iso.datetime(),
  /** Sites of it that the caller may see. */
  sites: z.number().int(),
})

export const snapshotsApi = {
  list: endpoint({
    method: 'GET',
    path: '/snapshots',
    summary: 'Forecasts of record, newest first',
    scopes: READ,
    data: z.array(Snapshot),
  }),
  take: endpoint({
    method: 'POST',
    path: '/snapshots',
    summary: 'Freezes the forecast of some months and the P&L of their years, for every site or some',
    scopes: ['forecasting:admin'],
    body: z.strictObject({
      firstMonth: MonthPeriod,
      months: z.number().int().min(1).max(12).default(3),
      name: z.string().min(1).max(200).optional(),
      siteIds: z.array(SiteId).min(1).max(1000).optional(),
    }),
    data: Snapshot,
  }),
  read: endpoint({
    method: 'GET',
    path: '/snapshots/:id',
    summary: 'A forecast of record: its sites, and their frozen P&L added up, as far as the caller may see them',
    scopes: READ,
    params: z.object({ id: z.uuid() }),
    data: Snapshot.extend({
      ofSites: z.array(z.object({ siteId: SiteId, name: z.string() })),
      /** The whole years its months lie in, as they were computed when it was taken. */
      years: z.array(z.object({ year: Year, rows: PlRows })),
    }),
  }),
  site: endpoint({
    method: 'GET',
    path: '/snapshots/:id/sites/:siteId',
    summary: 'What a forecast of record froze of one site: its P&L, and its forecast cells in pages',
    scopes: READ,
    params: z.object({ id: z.uuid(), siteId: SiteId }),
    query: z.object(Page),
    data: z.object({
      id: z.uuid(),
      siteId: SiteId,
      siteName: z.string(),
      years: z.array(z.object({ year: Year, hasForecast: z.boolean(), error: z.string().nullable(), rows: PlRows })),
      /** In the line's own unit; null is an empty cell, never zero. */
      cells: z.array(z.object({ lineId: LineId, period: CellPeriod, value: z.number().nullable() })),
    }),
  }),
} as const
